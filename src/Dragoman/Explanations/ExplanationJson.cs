using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Explanations;

/// <summary>Writes an explanation as JSON; <c>docs/concepts/explaining.md</c> describes every member.</summary>
/// <remarks>Numbers are written with as many digits as it takes to read the same bits back.</remarks>
public static class ExplanationJson
{
    /// <summary>Value of the member <c>format</c>.</summary>
    public const string Format = "dragoman-explanation";

    /// <summary>Value of the member <c>version</c>; it changes when members change their meaning or go.</summary>
    public const int Version = 1;

    /// <summary>Writes an explanation as one line of UTF-8, without a line end.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(Stream stream, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        JsonSerializer.Serialize(stream, new ExplanationFile(Format, Version, explanation), ExplanationSerializer.Readable.ExplanationFile);
    }

    /// <summary>The JSON text, on one line.</summary>
    /// <param name="explanation">The explanation.</param>
    public static string ToJson(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return JsonSerializer.Serialize(new ExplanationFile(Format, Version, explanation), ExplanationSerializer.Readable.ExplanationFile);
    }
}

/// <summary>What is written: an explanation, and what tells its form.</summary>
internal sealed record ExplanationFile(
    string Format,
    int Version,
    ExplainedModel Model,
    IReadOnlyList<StepPart> Order,
    IReadOnlyDictionary<StepPart, StepEquation> Equations,
    ExplainedSource Source,
    ExplainedSearch Search,
    AppliedChanges Changes,
    IReadOnlyList<ExplainedHypothesis> Hypotheses,
    int Shown,
    IReadOnlyList<SearchNode> Tree,
    IReadOnlyList<ExplainedStep> Steps)
{
    internal ExplanationFile(string format, int version, Explanation of)
        : this(format, version, of.Model, of.Order, of.Equations, of.Source, of.Search, of.Changes, of.Hypotheses, of.Shown, of.Tree, of.Steps)
    {
    }
}

/// <summary>Writes explanations without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = new[]
    {
        typeof(CamelCaseEnumConverter<AttentionPlacement>),
        typeof(CamelCaseEnumConverter<AttentionScore>),
        typeof(CamelCaseEnumConverter<CellKind>),
        typeof(CamelCaseEnumConverter<ContextUse>),
        typeof(CamelCaseEnumConverter<EncoderDirection>),
        typeof(CamelCaseEnumConverter<NodeOutcome>),
        typeof(CamelCaseEnumConverter<OutcomeReason>),
        typeof(CamelCaseEnumConverter<ReadoutKind>),
        typeof(CamelCaseEnumConverter<SearchKind>),
        typeof(CamelCaseEnumConverter<StepPart>),
        typeof(CamelCaseEnumConverter<TokenizerKind>),
        typeof(CamelCaseEnumConverter<WindowKind>),
    })]
[JsonSerializable(typeof(ExplanationFile))]
internal sealed partial class ExplanationSerializer : JsonSerializerContext
{
    private static readonly Lazy<ExplanationSerializer> OfReadableWords = new(static () =>
        new ExplanationSerializer(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>Leaves words readable.</summary>
    internal static ExplanationSerializer Readable => OfReadableWords.Value;
}
