using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dragoman.Serialization;

/// <summary>How JSON is written.</summary>
internal static class JsonText
{
    /// <summary>Words stay readable; the text is for files and HTTP, not for pasting into HTML.</summary>
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a property that is a list of words.</summary>
    internal static void WriteWords(Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a property that is a list of numbers.</summary>
    internal static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
