using System.Text.Json;

namespace Dragoman.Serialization;

/// <summary>Sees to it that no object in JSON names a member twice.</summary>
/// <remarks>
/// The framework's parser can, but draws the seed of its hash codes with cryptography, whose library takes 3 MB and some time to load. So it is asked only
/// where there is something to say.
/// </remarks>
internal static class UniqueNames
{
    /// <summary>Options of a parser that refuses this JSON if a member is named twice.</summary>
    /// <param name="json">JSON in UTF-8, valid or not.</param>
    internal static JsonDocumentOptions Required(ReadOnlySpan<byte> json) => new() { AllowDuplicateProperties = AreIn(json) };

    private static bool AreIn(ReadOnlySpan<byte> json)
    {
        Stack<HashSet<string>> open = [];
        Utf8JsonReader reader = new(json);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        open.Push(new HashSet<string>(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        open.Pop();
                        break;
                    case JsonTokenType.PropertyName when !open.Peek().Add(reader.GetString()!): // A name is never null.
                        return false;
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // Half a surrogate pair is the latter.
        {
            return false;
        }
    }
}
