using System.Globalization;

namespace Dragoman.Text;

/// <summary>Says what bytes that are no UTF-8 look like.</summary>
internal static class InvalidUtf8
{
    /// <summary>The fault of a line, as the end of a sentence that begins with its place.</summary>
    /// <param name="line">The line.</param>
    /// <param name="index">Where the first invalid byte stands, from 0.</param>
    internal static string Describe(ReadOnlySpan<byte> line, int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"invalid UTF-8 at byte {index + 1} of the line (0x{line[index]:X2}){Guess(line, index)}. Convert the file to UTF-8 first{Remedy(line)}.");

    private static string Guess(ReadOnlySpan<byte> line, int index) =>
        line[index] is >= 0xC2 and < 0xF5 && !line[(index + 1)..].ContainsAnyExceptInRange((byte)0x80, (byte)0xBF) ? ", a character cut off at the end"
        : IsSingleByte(line) ? "; it looks like Windows-1252 or Latin-1"
        : "; it may be in an older encoding, such as Windows-1251, GBK or Shift JIS";

    private static string Remedy(ReadOnlySpan<byte> line) =>
        IsSingleByte(line) ? ", such as with: iconv -f WINDOWS-1252 -t UTF-8 FILE" : "";

    /// <summary>Western text in one byte per character: letters with marks are few, and stand alone among plain ones.</summary>
    private static bool IsSingleByte(ReadOnlySpan<byte> line)
    {
        int marked = 0;
        int neighbours = 0;
        for (int i = 0; i < line.Length; i++)
        {
            marked += line[i] >= 0x80 ? 1 : 0;
            neighbours += line[i] >= 0x80 && i > 0 && line[i - 1] >= 0x80 ? 1 : 0;
        }

        return neighbours * 4 <= marked && marked * 2 < line.Length + 1;
    }
}
