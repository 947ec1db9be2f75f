using System.Text.Json.Serialization;
using Dragoman.Alignments;
using Dragoman.Decoding;

namespace Dragoman.Server.Api;

/// <summary>Asks for translations, and says how to search for them.</summary>
internal sealed record TranslateRequest : SearchWishes
{
    /// <summary>A sentence, or several.</summary>
    public required OneOrMany Text { get; init; }

    /// <summary>Name of the model; the default one if it is left out.</summary>
    public string? Model { get; init; }

    /// <summary>Translations of each sentence.</summary>
    public int? NBest { get; init; }

    /// <summary>For each sentence the text that its translation must begin with; null for any.</summary>
    public IReadOnlyList<string?>? Prefixes { get; init; }

    /// <summary>For each sentence what its translation must hold and must not; null for anything.</summary>
    public IReadOnlyList<PhraseRequest?>? Constraints { get; init; }

    /// <summary>Whether each unknown-word token is replaced by the source word looked at most.</summary>
    public bool ReplaceUnknown { get; init; }

    /// <summary>Whether tokens and the log probability of each are wanted.</summary>
    public bool Tokens { get; init; }

    /// <summary>Whether tokens and the links between them are wanted.</summary>
    public bool Alignment { get; init; }

    /// <summary>Whether tokens and all attention weights are wanted.</summary>
    public bool Attention { get; init; }

    /// <summary>Whether any of what is wanted is about tokens.</summary>
    internal bool WantsTokens => Alignment || Attention || Tokens;

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
/// <param name="SourceTokens">Its tokens, if tokens, alignment or attention was asked for.</param>
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
        return new SentenceResult(
            best.Source,
            best.IsCut,
            best.IsLongerThanTrained,
            best.UnknownSource,
            request.WantsTokens ? best.SourceTokens : null,
            [.. translations.Select(translation => TranslationResult.Of(translation, request))]);
    }
}

/// <summary>A translation.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Score">By what translations are compared; higher is better.</param>
/// <param name="LogProbability">Natural logarithm of its probability.</param>
/// <param name="Complete">Whether it ended by itself.</param>
/// <param name="Tokens">Its tokens, if tokens, alignment or attention was asked for.</param>
/// <param name="TokenLogProbabilities">If tokens was asked for, natural logarithm of the probability of each token and, last, of the end.</param>
/// <param name="Alignment">For each target token that has one, [source, target] from 0.</param>
/// <param name="Attention">The weights.</param>
internal sealed record TranslationResult(
    string Text,
    double Score,
    double LogProbability,
    bool Complete,
    IReadOnlyList<string>? Tokens,
    IReadOnlyList<double>? TokenLogProbabilities,
    IReadOnlyList<IReadOnlyList<int>>? Alignment,
    [property: JsonConverter(typeof(AttentionMapConverter))] AttentionMap? Attention)
{
    /// <summary>Describes a translation.</summary>
    internal static TranslationResult Of(Translation translation, TranslateRequest request) => new(
        translation.Text,
        translation.Score,
        translation.LogProbability,
        translation.IsComplete,
        request.WantsTokens ? translation.Tokens : null,
        request.Tokens ? translation.TokenLogProbabilities : null,
        request.Alignment && translation.Attention is { } map ? [.. HardAlignment.Of(map).Select(link => (int[])[link.Source, link.Target])] : null,
        request.Attention ? translation.Attention : null);
}
