using System.Text.Json;

namespace Dragoman.Messages;

/// <summary>Says where in JSON something stands as people count: in lines and characters, not bytes.</summary>
internal static class JsonPlace
{
    /// <summary>Where JSON breaks off being valid, such as <c>, line 3, column 7</c>; nothing if that is not known.</summary>
    /// <param name="json">The JSON as UTF-8.</param>
    /// <param name="error">What the parser found.</param>
    internal static string Of(ReadOnlySpan<byte> json, JsonException error)
    {
        if (error.LineNumber is not { } line)
        {
            return "";
        }

        for (long passed = 0; passed < line; passed++)
        {
            json = json[(json.IndexOf((byte)'\n') + 1)..];
        }

        return FormattableString.Invariant($", line {line + 1}, column {Characters(json, error.BytePositionInLine ?? 0) + 1}");
    }

    /// <summary>Characters before a byte.</summary>
    /// <param name="utf8">Text in UTF-8.</param>
    /// <param name="position">Number of the byte, from 0.</param>
    internal static int Characters(ReadOnlySpan<byte> utf8, long position)
    {
        int count = 0;
        foreach (byte unit in utf8[..(int)Math.Min(position, utf8.Length)])
        {
            count += (unit & 0xC0) == 0x80 ? 0 : 1; // Not the further bytes of a character.
        }

        return count;
    }
}
