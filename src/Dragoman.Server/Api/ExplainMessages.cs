using System.Text.Json.Serialization;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Neighbours;
using Dragoman.Server.Serialization;

namespace Dragoman.Server.Api;

/// <summary>Asks how a model comes to a translation, and what if something were otherwise.</summary>
internal record ExplainRequest : SearchWishes
{
    /// <summary>The sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Name of the model; the default one if it is left out.</summary>
    public string? Model { get; init; }

    /// <summary>A given translation to read instead of searching for one.</summary>
    public string? Target { get; init; }

    /// <summary>Tokens that the translation must begin with.</summary>
    public IReadOnlyList<string?>? Prefix { get; init; }

    /// <summary>Words or phrases that the translation must hold, in any order.</summary>
    public IReadOnlyList<string?>? Must { get; init; }

    /// <summary>Words or phrases that the translation must not hold.</summary>
    public IReadOnlyList<string?>? Not { get; init; }

    /// <summary>Attention weights in place of the model's own.</summary>
    public IReadOnlyList<WeightChange?>? Weights { get; init; }

    /// <summary>Other text in place of source tokens.</summary>
    public IReadOnlyList<SourceChange?>? Replaced { get; init; }

    /// <summary>How many of the most probable next tokens each step shows; 10 if it is left out.</summary>
    public int? Candidates { get; init; }

    /// <summary>Which of the hypotheses found has its steps shown; 0 is the best.</summary>
    public int Hypothesis { get; init; }

    /// <summary>Whether the vectors are wanted, which are most of the data; they are if it is left out.</summary>
    public bool? Vectors { get; init; }
}

/// <summary>Asks where the model was in a similar state.</summary>
internal sealed record NeighboursRequest : ExplainRequest
{
    /// <summary>Which state.</summary>
    [JsonConverter(typeof(ChoiceConverter<StateKind>))]
    public required StateKind Of { get; init; }

    /// <summary>Number of its token, from 0: of the source for the encoder, else of the translation.</summary>
    public int Position { get; init; }

    /// <summary>Most places wanted, 1 to 100; 10 if it is left out.</summary>
    public int? Count { get; init; }
}
