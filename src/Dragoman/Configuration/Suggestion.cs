namespace Dragoman.Configuration;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class Suggestion
{
    private const int LongestName = 100; // Nothing longer is a slip of the pen.

    /// <summary>A sentence such as <c> Did you mean "additive"?</c>, or nothing if no name is near.</summary>
    /// <param name="typed">What the user typed.</param>
    /// <param name="names">What there is.</param>
    public static string For(string typed, IEnumerable<string> names)
    {
        if (typed.Length > LongestName)
        {
            return "";
        }

        string? nearest = names.MinBy(name => Distance(typed, name));
        return nearest is not null && Distance(typed, nearest) <= Math.Max(2, typed.Length / 3) ? $" Did you mean \"{nearest}\"?" : "";
    }

    /// <summary>A sentence such as <c> Did you mean "model.embedSize"?</c>, or nothing if no path ends in a similar name.</summary>
    /// <param name="typed">What the user typed: a path, or the end of one.</param>
    /// <param name="paths">What there is, with points between the names.</param>
    public static string ForPath(string typed, IEnumerable<string> paths)
    {
        if (typed.Length > LongestName)
        {
            return "";
        }

        string end = typed.Split('.')[^1];
        string? nearest = paths.MinBy(path => (Distance(end, path.Split('.')[^1]), Distance(typed, path)));
        return nearest is not null && Distance(end, nearest.Split('.')[^1]) <= Math.Max(1, end.Length / 3) ? $" Did you mean \"{nearest}\"?" : "";
    }

    /// <summary>A sentence on a path, such as <c>model.cell</c>, where groups stand inside one another; null if it does not begin with a group.</summary>
    /// <param name="typed">What the user typed.</param>
    /// <param name="groups">What there is.</param>
    public static string? Nested(string typed, IEnumerable<string> groups) => typed.Split('.') is [string first, string second, ..] && groups.Contains(first)
        ? $" Groups stand inside one another here: {{\"{first}\": {{\"{second}\": …}}}}."
        : null;

    /// <summary>Insertions, deletions and substitutions (Levenshtein) that lead from one name to the other, ignoring case.</summary>
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        foreach (char x in a)
        {
            int diagonal = previous[0]++;
            for (int j = 0; j < b.Length; j++)
            {
                int cost = char.ToLowerInvariant(x) == char.ToLowerInvariant(b[j]) ? 0 : 1;
                int best = Math.Min(diagonal + cost, Math.Min(previous[j], previous[j + 1]) + 1);
                (diagonal, previous[j + 1]) = (previous[j + 1], best);
            }
        }

        return previous[^1];
    }
}
