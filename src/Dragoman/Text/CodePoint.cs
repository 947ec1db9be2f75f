namespace Dragoman.Text;

/// <summary>Code points of UTF-16 text, in which an unpaired surrogate stands for itself.</summary>
internal static class CodePoint
{
    /// <summary>The code point that begins at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The place of its first unit.</param>
    /// <param name="length">Its units, 1 or 2.</param>
    internal static int At(ReadOnlySpan<char> text, int index, out int length)
    {
        char unit = text[index];
        bool isPair = char.IsHighSurrogate(unit) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        length = isPair ? 2 : 1;
        return isPair ? char.ConvertToUtf32(unit, text[index + 1]) : unit;
    }

    /// <summary>The units of the code point that begins at a place, 1 or 2.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The place of its first unit.</param>
    internal static int Length(ReadOnlySpan<char> text, int index)
    {
        _ = At(text, index, out int length);
        return length;
    }
}
