using System.Text;

namespace Dragoman.Text;

/// <summary>Unicode normalisation form C: canonical decomposition, reordering of marks, canonical composition.</summary>
/// <remarks>
/// Unicode Standard Annex 15. <see cref="string.Normalize()"/> leaves text as it is where the host runs without culture data, so the
/// same model would read the same sentence in two ways; these tables make the result independent of the host. Only the characters around
/// a mark are looked at in full. Unpaired surrogates are kept as they are.
/// </remarks>
internal static class CanonicalComposition
{
    private const int MostParts = 4; // of one UTF-16 unit
    private const int ShortLength = 32; // of text composed on the stack

    /// <summary>The text in form C; the same instance if nothing needs to change.</summary>
    public static string Compose(string text)
    {
        int suspect = text.AsSpan().IndexOfAny(CanonicalData.Suspects);
        return suspect < 0 ? text : Compose(text, suspect);
    }

    private static string Compose(string text, int suspect)
    {
        StringBuilder? result = null;
        Span<int> stack = stackalloc int[ShortLength * MostParts];
        int copied = 0; // The text before has its final form.
        while (suspect >= 0)
        {
            int end = EndOfSuspects(text, suspect);
            int next = end;
            if (end > suspect)
            {
                int start = StartOfBase(text, suspect, copied);
                Span<int> points = end - start <= ShortLength ? stack : new int[(end - start) * MostParts];
                points = MarkSequence.Compose(text.AsSpan(start..end), points);
                if (!MarkSequence.IsSame(text.AsSpan(start..end), points))
                {
                    result ??= new StringBuilder(text.Length);
                    result.Append(text, copied, start - copied);
                    MarkSequence.Append(result, points);
                    copied = end;
                }
            }
            else
            {
                next += CodePoint.Length(text, suspect); // A character that only begins as a suspect does.
            }

            suspect = next < text.Length ? text.AsSpan(next).IndexOfAny(CanonicalData.Suspects) : -1;
            suspect += suspect < 0 ? 0 : next;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the characters that may change end: at one that stands for itself.</summary>
    private static int EndOfSuspects(string text, int start)
    {
        int end = start;
        while (end < text.Length)
        {
            int point = CodePoint.At(text, end, out int length);
            if (!CanonicalData.Of(point).MayChange)
            {
                break;
            }

            end += length;
        }

        return end;
    }

    /// <summary>The start of the character before, which marks belong to.</summary>
    private static int StartOfBase(string text, int suspect, int floor)
    {
        int start = Math.Max(suspect - 1, floor);
        return start > floor && char.IsLowSurrogate(text[start]) && char.IsHighSurrogate(text[start - 1]) ? start - 1 : start;
    }
}
