using System.Text;
using System.Text.Json;
using Dragoman.Serialization;

namespace Dragoman.Cli.Scoring;

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

    /// <summary>Writes a number, or null for one that JSON does not know: NaN and infinity.</summary>
    /// <param name="json">Where to write.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="value">The number.</param>
    internal static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
