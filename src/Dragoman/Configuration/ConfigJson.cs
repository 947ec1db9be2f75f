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

/// <summary>Reads and writes options as JSON, without reflection; unknown members are errors.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
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

/// <summary>Writes enum values as camel-case words; numbers are not accepted.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
