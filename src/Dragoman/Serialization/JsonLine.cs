using System.Text;
using System.Text.Json;

namespace Dragoman.Serialization;

/// <summary>A JSON object on one line.</summary>
internal static class JsonLine
{
    /// <summary>Formats an object.</summary>
    /// <param name="write">Writes its members.</param>
    internal static string Of(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, JsonText.Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes a member that is a number, or null for what JSON does not know: NaN and infinity.</summary>
    /// <param name="json">Where to write.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="value">The number; null if there is none.</param>
    internal static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
