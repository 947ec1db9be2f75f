namespace Dragoman.Metrics.Tokenization;

/// <summary>The three regular-expression replacements of which the mteval tokenisers consist.</summary>
/// <remarks>As in a regular expression, matches do not overlap: a character that closed one match cannot open the next.</remarks>
internal static class Spacing
{
    /// <summary><c>s/(T)/ $1 /g</c></summary>
    public static void Isolate<T>(ReadOnlySpan<char> text, CharBuffer output)
        where T : struct, ICharacterClass
    {
        output.Clear();
        for (int i = 0; i < text.Length;)
        {
            bool matches = T.Contains(PythonText.CodePointAt(text, i, out int length));
            Append(output, text.Slice(i, length), spaced: matches);
            i += length;
        }
    }

    /// <summary><c>s/(TFirst)(TSecond)/$1 $2 /g</c></summary>
    public static void IsolateSecond<TFirst, TSecond>(ReadOnlySpan<char> text, CharBuffer output)
        where TFirst : struct, ICharacterClass
        where TSecond : struct, ICharacterClass
    {
        output.Clear();
        for (int i = 0; i < text.Length;)
        {
            bool matches = Matches<TFirst, TSecond>(text, i, out int first, out int second);
            output.Append(text.Slice(i, first));
            i += first;
            if (matches)
            {
                Append(output, text.Slice(i, second), spaced: true);
                i += second;
            }
        }
    }

    /// <summary><c>s/(TFirst)(TSecond)/ $1 $2/g</c></summary>
    public static void IsolateFirst<TFirst, TSecond>(ReadOnlySpan<char> text, CharBuffer output)
        where TFirst : struct, ICharacterClass
        where TSecond : struct, ICharacterClass
    {
        output.Clear();
        for (int i = 0; i < text.Length;)
        {
            bool matches = Matches<TFirst, TSecond>(text, i, out int first, out int second);
            Append(output, text.Slice(i, first), spaced: matches);
            i += first;
            if (matches)
            {
                output.Append(text.Slice(i, second));
                i += second;
            }
        }
    }

    private static bool Matches<TFirst, TSecond>(ReadOnlySpan<char> text, int index, out int first, out int second)
        where TFirst : struct, ICharacterClass
        where TSecond : struct, ICharacterClass
    {
        second = 0;
        return TFirst.Contains(PythonText.CodePointAt(text, index, out first))
            && index + first < text.Length
            && TSecond.Contains(PythonText.CodePointAt(text, index + first, out second));
    }

    private static void Append(CharBuffer output, ReadOnlySpan<char> text, bool spaced)
    {
        if (spaced)
        {
            output.Append(' ');
        }

        output.Append(text);
        if (spaced)
        {
            output.Append(' ');
        }
    }
}
