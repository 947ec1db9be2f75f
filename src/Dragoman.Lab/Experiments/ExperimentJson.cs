using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Metrics;

namespace Dragoman.Lab.Experiments;

/// <summary>Reads and writes experiments and their results as JSON, without reflection; unknown members are errors.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = new[] { typeof(MetricKindConverter), typeof(BleuTokenizationConverter) })]
[JsonSerializable(typeof(Experiment))]
[JsonSerializable(typeof(ExperimentResults))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(EnsembleResult))]
internal sealed partial class ExperimentJson : JsonSerializerContext;

/// <summary>Writes metrics by the names that the command line knows.</summary>
internal sealed class MetricKindConverter() : NamedValueConverter<MetricKind>(MetricKinds.ToName);

/// <summary>Writes tokenisations by the names that the command line knows.</summary>
internal sealed class BleuTokenizationConverter() : NamedValueConverter<BleuTokenization>(BleuTokenizations.ToName);

/// <summary>Writes the members of an enum by names of their own.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <param name="toName">Gives the name of a member.</param>
internal abstract class NamedValueConverter<TEnum>(Func<TEnum, string> toName) : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        foreach (TEnum value in Enum.GetValues<TEnum>())
        {
            if (toName(value) == name)
            {
                return value;
            }
        }

        throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(toName(value));
}
