using System.Text;

namespace Dragoman.Text;

/// <summary>A character and the marks that follow it, brought to form C.</summary>
internal static class MarkSequence
{
    private const int FewMarks = 32;

    /// <summary>Decomposes, sorts the marks, and composes.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="points">Room for four code points per UTF-16 unit; overwritten.</param>
    /// <returns>The code points in form C, at the start of <paramref name="points"/>.</returns>
    internal static Span<int> Compose(ReadOnlySpan<char> text, Span<int> points)
    {
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            int point = CodePoint.At(text, i, out int length);
            count += Decompose(point, points[count..]);
            i += length;
        }

        SortMarks(points[..count]);
        return points[..ComposeInPlace(points[..count])];
    }

    /// <summary>Whether code points are those of a text.</summary>
    internal static bool IsSame(ReadOnlySpan<char> text, ReadOnlySpan<int> points)
    {
        int i = 0;
        foreach (int point in points)
        {
            if (i == text.Length || CodePoint.At(text, i, out int length) != point)
            {
                return false;
            }

            i += length;
        }

        return i == text.Length;
    }

    /// <summary>Appends code points, among them unpaired surrogates.</summary>
    internal static void Append(StringBuilder result, ReadOnlySpan<int> points)
    {
        foreach (int point in points)
        {
            if (point <= char.MaxValue)
            {
                result.Append((char)point);
            }
            else
            {
                result.Append(char.ConvertFromUtf32(point));
            }
        }
    }

    private static int Decompose(int point, Span<int> points)
    {
        if (Hangul.IsSyllable(point))
        {
            return Hangul.Decompose(point, points);
        }

        ref readonly CanonicalProperty property = ref CanonicalData.Of(point);
        if (property.Decomposition == 0)
        {
            points[0] = point;
            return 1;
        }

        (int first, int second) = CanonicalData.DecompositionOf(property);
        int count = Decompose(first, points);
        return second == 0 ? count : count + Decompose(second, points[count..]);
    }

    /// <summary>Sorts each run of marks by combining class, keeping the order of equals.</summary>
    private static void SortMarks(Span<int> points)
    {
        for (int start = 0; start < points.Length; start++)
        {
            int end = start;
            while (end < points.Length && ClassOf(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                Sort(points[start..end]);
            }

            start = end;
        }
    }

    private static void Sort(Span<int> marks)
    {
        if (marks.Length > FewMarks)
        {
            marks.ToArray().OrderBy(mark => (int)ClassOf(mark)).ToArray().CopyTo(marks); // A stable sort.
            return;
        }

        for (int i = 1; i < marks.Length; i++)
        {
            int mark = marks[i];
            int at = i;
            for (; at > 0 && ClassOf(marks[at - 1]) > ClassOf(mark); at--)
            {
                marks[at] = marks[at - 1];
            }

            marks[at] = mark;
        }
    }

    /// <summary>Composes marks with their starters.</summary>
    /// <returns>How many code points are left.</returns>
    private static int ComposeInPlace(Span<int> points)
    {
        int starter = -1;
        int previousClass = 0;
        int count = 0;
        foreach (int point in points)
        {
            int combiningClass = ClassOf(point);

            // A mark reaches its starter unless one of the same or a higher class stands between.
            bool isBlocked = count - 1 > starter && previousClass >= combiningClass;
            if (starter >= 0 && !isBlocked && CanonicalData.CompositionOf(points[starter], point) is var composite and not 0)
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

        return count;
    }

    private static byte ClassOf(int point) => CanonicalData.Of(point).CombiningClass;
}
