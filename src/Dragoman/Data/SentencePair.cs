using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>A sentence and its translation, as raw text.</summary>
/// <param name="Source">The sentence to translate.</param>
/// <param name="Target">Its translation.</param>
public readonly record struct SentencePair(string Source, string Target)
{
    /// <summary>Which of their tokens belong together; null when that is not known.</summary>
    public PairLinks? Links { get; init; }

    /// <summary>The object that the pair was read from, as it was written; null if it was none. It makes no difference between pairs.</summary>
    internal string? Record { get; init; }

    /// <summary>Whether a side is empty or nothing but white space and marks that nobody sees.</summary>
    public bool IsBlank => WhiteSpace.IsBlank(Source) || WhiteSpace.IsBlank(Target);

    /// <summary>Whether sentence, translation and links are the same.</summary>
    /// <param name="other">The other pair.</param>
    public bool Equals(SentencePair other) => Source == other.Source && Target == other.Target && Equals(Links, other.Links);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Source, Target, Links);
}

/// <summary>Which tokens of a sentence pair belong together, and where that is written.</summary>
/// <param name="Links">Indices, from 0, of a source token and a target token each; tokens are those that the model reads.</param>
/// <param name="File">The file, for messages.</param>
/// <param name="Line">The line, from 1, for messages.</param>
public sealed record PairLinks(IReadOnlyList<(int Source, int Target)> Links, string File, long Line);
