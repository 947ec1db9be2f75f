using System.Text.Json.Serialization;

namespace Dragoman.Explanations;

/// <summary>A step of the decoder: everything from the token that it reads to the token that it writes.</summary>
/// <param name="Step">Number of the token that is written, from 0.</param>
/// <param name="Read">The token read: the one before, or the begin token.</param>
/// <param name="Write">The token written.</param>
/// <param name="IsForced">Whether the token was asked for.</param>
/// <param name="IsEdited">Whether the attention weights were given by hand.</param>
/// <param name="Probability">The model's probability of the token written.</param>
/// <param name="LogProbability">Its natural logarithm.</param>
/// <param name="Start">Where the token begins in the translation's text, in UTF-16 code units.</param>
/// <param name="Length">Its length there; 0 for the end token, and for a token that the text does not show.</param>
/// <param name="Candidates">The most probable tokens of this step, the most probable first.</param>
public sealed record ExplainedStep(
    int Step,
    string Read,
    string Write,
    [property: JsonPropertyName("forced")] bool IsForced,
    [property: JsonPropertyName("edited")] bool IsEdited,
    double Probability,
    double LogProbability,
    int Start,
    int Length,
    IReadOnlyList<TokenCandidate> Candidates)
{
    /// <summary>[embed] The embedding of the token read. Null when vectors are not wanted.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>[readout] What the output layer has read at the step before, joined to the input; null without input feeding or vectors.</summary>
    public float[]? Fed { get; init; }

    /// <summary>[layers][hidden] The states before the step. Null when vectors are not wanted.</summary>
    public IReadOnlyList<float[]>? StateBefore { get; init; }

    /// <summary>[layers][hidden] The states after the step. Null when vectors are not wanted.</summary>
    public IReadOnlyList<float[]>? StateAfter { get; init; }

    /// <summary>[layers][hidden] The LSTM's memories before the step; null of other cells, and when vectors are not wanted.</summary>
    public IReadOnlyList<float[]>? MemoryBefore { get; init; }

    /// <summary>[layers][hidden] The LSTM's memories after the step; null of other cells, and when vectors are not wanted.</summary>
    public IReadOnlyList<float[]>? MemoryAfter { get; init; }

    /// <summary>[source_time] The attention scores, −∞ where a step cannot look (in JSON null); null without attention.</summary>
    [JsonConverter(typeof(ScoresConverter))]
    public float[]? Scores { get; init; }

    /// <summary>[source_time] The attention weights that were used; null without attention.</summary>
    public float[]? Weights { get; init; }

    /// <summary>The middle of the attention's window: a source position from 0, perhaps between two; null without a window.</summary>
    public float? Center { get; init; }

    /// <summary>[encoder output] The context: the encoder's states, summed by weight. Null without attention or vectors.</summary>
    public float[]? Context { get; init; }

    /// <summary>[readout] What the output layer reads. Null when vectors are not wanted.</summary>
    public float[]? Readout { get; init; }
}

/// <summary>A token that a step might write.</summary>
/// <param name="Token">The token.</param>
/// <param name="Id">Its id.</param>
/// <param name="Probability">The model's probability of it.</param>
/// <param name="LogProbability">Its natural logarithm.</param>
public sealed record TokenCandidate(string Token, int Id, double Probability, double LogProbability);
