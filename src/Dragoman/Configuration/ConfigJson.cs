using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Text;
using Dragoman.Text.Moses;

namespace Dragoman.Configuration;

/// <summary>The content of <c>config.json</c>.</summary>
/// <param name="FormatVersion">Version of the model folder's format.</param>
/// <param name="Options">All options, with nothing left to defaults.</param>
internal sealed record ConfigFile(int FormatVersion, TranslatorOptions Options);

/// <summary>Reads and writes options as JSON, without reflection; unknown members are errors. Whether a member is named twice is seen before, when text becomes nodes.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = new[]
    {
        typeof(CamelCaseEnumConverter<AttentionPlacement>),
        typeof(CamelCaseEnumConverter<AttentionScore>),
        typeof(CamelCaseEnumConverter<ValidationMeasure>),
        typeof(CamelCaseEnumConverter<WindowKind>),
        typeof(CamelCaseEnumConverter<BatchUnit>),
        typeof(CamelCaseEnumConverter<BridgeKind>),
        typeof(CamelCaseEnumConverter<CellKind>),
        typeof(CamelCaseEnumConverter<ContextUse>),
        typeof(CamelCaseEnumConverter<DropoutMask>),
        typeof(CamelCaseEnumConverter<EncoderDirection>),
        typeof(CamelCaseEnumConverter<LearningRateSchedule>),
        typeof(CamelCaseEnumConverter<LengthNormalization>),
        typeof(CamelCaseEnumConverter<OptimizerKind>),
        typeof(CamelCaseEnumConverter<ReadoutKind>),
        typeof(CamelCaseEnumConverter<SourceSummary>),
        typeof(CamelCaseEnumConverter<TargetConstraint>),
        typeof(CamelCaseEnumConverter<TextLanguage>),
        typeof(CamelCaseEnumConverter<TokenizerKind>),
        typeof(CamelCaseEnumConverter<TooLongPolicy>),
        typeof(CamelCaseEnumConverter<UnicodeForm>),
        typeof(CamelCaseEnumConverter<WeightInitialization>),
        typeof(CamelCaseEnumConverter<WeightTying>),
    })]
[JsonSerializable(typeof(ConfigFile))]
[JsonSerializable(typeof(TranslatorOptions))]
internal sealed partial class ConfigJson : JsonSerializerContext;

/// <summary>Writes enum values as camel-case words; one such word is read, in any case, and no number or list.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
internal sealed class CamelCaseEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> Values = Enum.GetValues<TEnum>().ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out TEnum value)
            ? value
            : throw new JsonException(); // The serializer says where.

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf(value));

    /// <inheritdoc/>
    public override TEnum ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Values.TryGetValue(reader.GetString()!, out TEnum value) ? value : throw new JsonException();

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WritePropertyName(NameOf(value));

    private static string NameOf(TEnum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
