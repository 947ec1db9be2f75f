using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Decoding;
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
        JsonSerializer.Serialize(stream, explanation, ExplanationSerializer.Readable.Explanation);
    }

    /// <summary>The JSON text, on one line.</summary>
    /// <param name="explanation">The explanation.</param>
    public static string ToJson(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return JsonSerializer.Serialize(explanation, ExplanationSerializer.Readable.Explanation);
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
        typeof(CamelCaseEnumConverter<LengthNormalization>),
        typeof(CamelCaseEnumConverter<NodeOutcome>),
        typeof(CamelCaseEnumConverter<OutcomeReason>),
        typeof(CamelCaseEnumConverter<ReadoutKind>),
        typeof(CamelCaseEnumConverter<SearchKind>),
        typeof(CamelCaseEnumConverter<StepPart>),
        typeof(CamelCaseEnumConverter<TargetConstraint>),
        typeof(CamelCaseEnumConverter<TokenizerKind>),
        typeof(CamelCaseEnumConverter<WindowKind>),
    })]
[JsonSerializable(typeof(Explanation))]
internal sealed partial class ExplanationSerializer : JsonSerializerContext
{
    private static readonly Lazy<ExplanationSerializer> OfReadableWords = new(static () =>
        new ExplanationSerializer(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>Leaves words readable.</summary>
    internal static ExplanationSerializer Readable => OfReadableWords.Value;
}
