using System.Buffers;
using System.Text;

namespace Dragoman.Text;

/// <summary>Unicode normalisation form C: canonical decomposition, reordering of marks, canonical composition.</summary>
/// <remarks>
/// Unicode Standard Annex 15. <see cref="string.Normalize()"/> leaves text as it is where the host runs without culture data, so the
/// same model would read the same sentence in two ways; these tables make the result independent of the host.
/// Unpaired surrogates are kept as they are.
/// </remarks>
internal static partial class CanonicalComposition
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailFirst = 0x11A7; // One before the first real tail: 0 stands for none.
    private const int TailCount = 28;

    private static readonly Dictionary<int, (int First, int Second)> Decompositions = ReadDecompositions();
    private static readonly Dictionary<(int First, int Second), int> Compositions = ReadCompositions();
    private static readonly Dictionary<int, byte> CombiningClasses = ReadCombiningClasses();

    /// <summary>The characters that may change: text without any of them is in form C.</summary>
    private static readonly SearchValues<char> Suspects = FindSuspects();

    /// <summary>The text in form C; the same instance if nothing needs to change.</summary>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspects))
        {
            return text;
        }

        List<int> points = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            Decompose(isPair ? char.ConvertToUtf32(text[i], text[++i]) : text[i], points);
        }

        SortMarks(points);
        ComposeInPlace(points);
        return ToText(points, text);
    }

    private static void Decompose(int point, List<int> points)
    {
        int syllable = point - HangulFirst;
        if (syllable is >= 0 and < HangulCount)
        {
            points.Add(LeadFirst + (syllable / (VowelCount * TailCount)));
            points.Add(VowelFirst + (syllable % (VowelCount * TailCount) / TailCount));
            if (syllable % TailCount != 0)
            {
                points.Add(TailFirst + (syllable % TailCount));
            }
        }
        else if (Decompositions.TryGetValue(point, out (int First, int Second) parts))
        {
            Decompose(parts.First, points);
            if (parts.Second != 0)
            {
                Decompose(parts.Second, points);
            }
        }
        else
        {
            points.Add(point);
        }
    }

    /// <summary>Sorts each run of marks by combining class, keeping the order of equals.</summary>
    private static void SortMarks(List<int> points)
    {
        for (int start = 0; start < points.Count; start++)
        {
            int end = start;
            while (end < points.Count && CombiningClass(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                foreach (int mark in points.GetRange(start, end - start).OrderBy(CombiningClass)) // A stable sort.
                {
                    points[start++] = mark;
                }
            }

            start = end;
        }
    }

    private static void ComposeInPlace(List<int> points)
    {
        int starter = -1;
        int previousClass = 0;
        int count = 0;
        for (int i = 0; i < points.Count; i++)
        {
            int point = points[i];
            int combiningClass = CombiningClass(point);

            // A mark reaches its starter unless one of the same or a higher class stands between.
            bool isBlocked = count - 1 > starter && previousClass >= combiningClass;
            if (starter >= 0 && !isBlocked && TryCompose(points[starter], point, out int composite))
            {
                points[starter] = composite;
                continue;
            }

            if (combiningClass == 0)
            {
                starter = count;
            }

            previousClass = combiningClass;
            points[count++] = point;
        }

        points.RemoveRange(count, points.Count - count);
    }

    private static bool TryCompose(int first, int second, out int composite)
    {
        int lead = first - LeadFirst;
        int vowel = second - VowelFirst;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            composite = HangulFirst + (((lead * VowelCount) + vowel) * TailCount);
            return true;
        }

        int syllable = first - HangulFirst;
        int tail = second - TailFirst;
        if (syllable is >= 0 and < HangulCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
        {
            composite = first + tail;
            return true;
        }

        return Compositions.TryGetValue((first, second), out composite);
    }

    private static int CombiningClass(int point) => CombiningClasses.GetValueOrDefault(point);

    private static string ToText(List<int> points, string original)
    {
        StringBuilder text = new(original.Length);
        foreach (int point in points)
        {
            if (point <= char.MaxValue)
            {
                text.Append((char)point);
            }
            else
            {
                text.Append(char.ConvertFromUtf32(point));
            }
        }

        return text.Equals(original) ? original : text.ToString();
    }

    private static Dictionary<int, (int First, int Second)> ReadDecompositions()
    {
        Dictionary<int, (int First, int Second)> table = [];
        AddAll(Composites);
        AddAll(Exclusions);
        return table;

        void AddAll(ReadOnlySpan<int> triples)
        {
            for (int i = 0; i < triples.Length; i += 3)
            {
                table.Add(triples[i], (triples[i + 1], triples[i + 2]));
            }
        }
    }

    private static Dictionary<(int First, int Second), int> ReadCompositions()
    {
        Dictionary<(int First, int Second), int> table = [];
        for (int i = 0; i < Composites.Length; i += 3)
        {
            table.Add((Composites[i + 1], Composites[i + 2]), Composites[i]);
        }

        return table;
    }

    private static Dictionary<int, byte> ReadCombiningClasses()
    {
        Dictionary<int, byte> table = [];
        for (int i = 0; i < CombiningRuns.Length; i += 3)
        {
            for (int point = CombiningRuns[i]; point <= CombiningRuns[i + 1]; point++)
            {
                table.Add(point, (byte)CombiningRuns[i + 2]);
            }
        }

        return table;
    }

    private static SearchValues<char> FindSuspects()
    {
        HashSet<int> suspects = [.. CombiningClasses.Keys, .. Compositions.Keys.Select(parts => parts.Second)];
        for (int i = 0; i < Exclusions.Length; i += 3)
        {
            suspects.Add(Exclusions[i]);
        }

        suspects.UnionWith(Enumerable.Range(VowelFirst, VowelCount));
        suspects.UnionWith(Enumerable.Range(TailFirst + 1, TailCount - 1));
        suspects.UnionWith(Enumerable.Range(0xD800, 0x800)); // Surrogates: all beyond the first plane is looked at in full.
        return SearchValues.Create(suspects.Where(point => point <= char.MaxValue).Select(point => (char)point).ToArray());
    }
}
