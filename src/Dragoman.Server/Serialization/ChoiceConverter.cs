using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Server.Serialization;

/// <summary>Reads and writes one of a few words; another one is refused with those that there are.</summary>
/// <typeparam name="T">What the words stand for.</typeparam>
internal sealed class ChoiceConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Choices =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

    /// <summary>The words.</summary>
    internal static IEnumerable<string> Words => Choices.Keys;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Choices.TryGetValue(reader.GetString()!, out T value)
            ? value
            : throw new JsonException($"Expected one of: {string.Join(", ", Words)}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Key);
}
