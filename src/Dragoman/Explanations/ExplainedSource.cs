using System.Text.Json.Serialization;

namespace Dragoman.Explanations;

/// <summary>A source sentence as a model has read it.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="IsCut">Whether it is longer than what is read, and these are only its first tokens.</param>
/// <param name="Tokens">[source_time] Its tokens, with the end token if the model reads one.</param>
/// <param name="Embeddings">[source_time][embed] Null when vectors are not wanted.</param>
/// <param name="States">[source_time][encoder output] The encoder's states. Null when vectors are not wanted.</param>
/// <param name="Summary">[summary] The one vector that stands for the whole source, of a decoder without attention that reads it at every step; else null.</param>
public sealed record ExplainedSource(
    string Text,
    [property: JsonPropertyName("cut")] bool IsCut,
    IReadOnlyList<ExplainedToken> Tokens,
    IReadOnlyList<float[]>? Embeddings,
    IReadOnlyList<float[]>? States,
    float[]? Summary);

/// <summary>A source token.</summary>
/// <param name="Text">The token, as the tokenizer gives it.</param>
/// <param name="Id">The id that the model reads.</param>
/// <param name="IsKnown">Whether it is in the vocabulary.</param>
/// <param name="Start">Where it begins in the sentence, in UTF-16 code units.</param>
/// <param name="Length">Its length there; 0 for the end token.</param>
public sealed record ExplainedToken(string Text, int Id, [property: JsonPropertyName("known")] bool IsKnown, int Start, int Length);
