using System.Text.Json.Serialization;
using Dragoman.Alignments;

namespace Dragoman.Server.Api;

/// <summary>Asks for translations.</summary>
internal sealed record TranslateRequest
{
    /// <summary>A sentence, or several.</summary>
    public required OneOrMany Text { get; init; }

    /// <summary>Name of the model; the default one if it is left out.</summary>
    public string? Model { get; init; }

    /// <summary>Hypotheses kept; 1 is greedy search. As in the model if it is left out.</summary>
    public int? Beam { get; init; }

    /// <summary>Translations of each sentence.</summary>
    public int? NBest { get; init; }

    /// <summary>Exponent of the length normalisation.</summary>
    public float? LengthPenalty { get; init; }

    /// <summary>Weight of the penalty for source words left out.</summary>
    public float? CoveragePenalty { get; init; }

    /// <summary>Longest translation in tokens.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether tokens and the links between them are wanted.</summary>
    public bool Alignment { get; init; }

    /// <summary>Whether tokens and all attention weights are wanted.</summary>
    public bool Attention { get; init; }

    /// <summary>Whether each sentence is sent as soon as it is translated: a line of JSON each, or an event each if the caller accepts text/event-stream.</summary>
    public bool Stream { get; init; }
}

/// <summary>The translations of all sentences.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Results">One for each sentence, in their order.</param>
internal sealed record TranslateResponse(string Model, IReadOnlyList<SentenceResult> Results);

/// <summary>The translations of a sentence.</summary>
/// <param name="Source">The sentence.</param>
/// <param name="Truncated">Whether only a part of it was read.</param>
/// <param name="LongerThanTrained">Whether it is longer than all that the model was trained on.</param>
/// <param name="Unknown">Places of the tokens that the model does not know, from 0.</param>
/// <param name="SourceTokens">Its tokens, if alignment or attention was asked for.</param>
/// <param name="Translations">The translations, the best first.</param>
internal sealed record SentenceResult(
    string Source,
    bool Truncated,
    bool LongerThanTrained,
    IReadOnlyList<int> Unknown,
    IReadOnlyList<string>? SourceTokens,
    IReadOnlyList<TranslationResult> Translations)
{
    /// <summary>Describes translations.</summary>
    /// <param name="translations">At least one, the best first.</param>
    /// <param name="request">Says what is wanted of them.</param>
    internal static SentenceResult Of(IReadOnlyList<Translation> translations, TranslateRequest request)
    {
        Translation best = translations[0];
        bool withTokens = request.Alignment || request.Attention;
        return new SentenceResult(
            best.Source,
            best.IsCut,
            best.IsLongerThanTrained,
            best.UnknownSource,
            withTokens ? best.SourceTokens : null,
            [.. translations.Select(translation => TranslationResult.Of(translation, request))]);
    }
}

/// <summary>A translation.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Score">By what translations are compared; higher is better.</param>
/// <param name="LogProbability">Natural logarithm of its probability.</param>
/// <param name="Complete">Whether it ended by itself.</param>
/// <param name="Tokens">Its tokens, if alignment or attention was asked for.</param>
/// <param name="Alignment">For each target token that has one, [source, target] from 0.</param>
/// <param name="Attention">The weights.</param>
internal sealed record TranslationResult(
    string Text,
    double Score,
    double LogProbability,
    bool Complete,
    IReadOnlyList<string>? Tokens,
    IReadOnlyList<IReadOnlyList<int>>? Alignment,
    [property: JsonConverter(typeof(AttentionMapConverter))] AttentionMap? Attention)
{
    /// <summary>Describes a translation.</summary>
    internal static TranslationResult Of(Translation translation, TranslateRequest request) => new(
        translation.Text,
        translation.Score,
        translation.LogProbability,
        translation.IsComplete,
        request.Alignment || request.Attention ? translation.Tokens : null,
        request.Alignment && translation.Attention is { } map ? [.. HardAlignment.Of(map).Select(link => (int[])[link.Source, link.Target])] : null,
        request.Attention ? translation.Attention : null);
}
