using System.Text.Json;

namespace Dragoman.Serialization;

/// <summary>Finds half a surrogate pair, escaped, in names and texts of JSON: it is no character, and the framework notices only where it is used.</summary>
internal static class HalfSurrogates
{
    /// <summary>Finds the first.</summary>
    /// <param name="json">JSON in UTF-8, valid or not.</param>
    /// <param name="options">How it is read.</param>
    /// <returns>Index of the name or text that holds it, in bytes; null if there is none before the JSON ends or is no longer valid.</returns>
    internal static long? Find(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        if (json.IndexOf("\\u"u8) < 0)
        {
            return null;
        }

        Utf8JsonReader reader = new(json, options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return reader.TokenStartIndex;
        }
        catch (JsonException)
        {
            // Who parses it says so.
        }

        return null;
    }
}
