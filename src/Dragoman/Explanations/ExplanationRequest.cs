using Dragoman.Decoding;

namespace Dragoman.Explanations;

/// <summary>What is to be explained of a sentence's translation, and what is to be otherwise than the model would have it.</summary>
public sealed record ExplanationRequest
{
    /// <summary>How to search; null takes the model's own options.</summary>
    public SearchOptions? Search { get; init; }

    /// <summary>A given translation to read instead of searching for one; null searches.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// Tokens, in the target vocabulary's spelling, that the translation must begin with; the end token among them ends it. Not with a given
    /// <see cref="Target"/>.
    /// </summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>Words or phrases that the translation must hold, as in <c>TranslationRequest</c>. Not with a given <see cref="Target"/>.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Words or phrases that the translation must not hold. Not with a given <see cref="Target"/>.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    /// <summary>Attention weights to use in place of the model's own, for every hypothesis that reaches the step; a step that none reaches stays unused.</summary>
    public IReadOnlyList<WeightChange> Weights { get; init; } = [];

    /// <summary>Source tokens to replace, in the numbering of the sentence as it was given.</summary>
    public IReadOnlyList<SourceChange> Replaced { get; init; } = [];

    /// <summary>How many of the most probable next tokens each step shows, 1 to 1,000; at most the vocabulary. Default: 10.</summary>
    public int Candidates { get; init; } = 10;

    /// <summary>Which of the hypotheses found has its steps shown; 0 is the best. Default: 0.</summary>
    public int Hypothesis { get; init; }

    /// <summary>Whether the vectors (embeddings, states, contexts, readouts) are wanted, which are most of the data. Default: true.</summary>
    public bool Vectors { get; init; } = true;
}

/// <summary>Attention weights given by hand.</summary>
/// <param name="Step">Number of the target token that is written with them, from 0.</param>
/// <param name="Weights">One for each source token, the end token included: not negative, with a sum of 1, or at most 1 where the model predicts its window.</param>
public sealed record WeightChange(int Step, IReadOnlyList<float> Weights);

/// <summary>Other text in place of a source token.</summary>
/// <param name="Position">Number of the token, from 0.</param>
/// <param name="Text">What stands there instead; empty drops the token.</param>
public sealed record SourceChange(int Position, string Text);
