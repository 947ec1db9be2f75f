using System.Globalization;

namespace Dragoman.Visualization;

/// <summary>The alignment format of the Pharaoh decoder: a line a sentence pair, links <c>source-target</c> from 0, blanks between.</summary>
public static class Pharaoh
{
    /// <summary>Writes links in ascending order.</summary>
    /// <param name="links">The links of one sentence pair.</param>
    public static string Format(IEnumerable<AlignmentLink> links) =>
        string.Join(' ', links.OrderBy(link => link.Source).ThenBy(link => link.Target));

    /// <summary>Writes one link for each target token, to the source token with the largest weight.</summary>
    /// <param name="map">The weights.</param>
    public static string Format(AttentionMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Format(map.HardAlignment().Select((source, target) => new AlignmentLink(source, target)));
    }

    /// <summary>Reads one line; an empty line has no links.</summary>
    /// <param name="line">The line.</param>
    /// <param name="lineNumber">Its number in the file, from 1, for messages.</param>
    /// <exception cref="FormatException">Something on the line is not a link.</exception>
    public static IReadOnlyList<AlignmentLink> Parse(string line, int lineNumber = 1)
    {
        ArgumentNullException.ThrowIfNull(line);
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Select(word => ParseLink(word, lineNumber))];
    }

    private static AlignmentLink ParseLink(string word, int lineNumber)
    {
        int dash = word.IndexOf('-', StringComparison.Ordinal);
        return dash >= 0 && TryParseIndex(word.AsSpan(0, dash), out int source) && TryParseIndex(word.AsSpan(dash + 1), out int target)
            ? new AlignmentLink(source, target)
            : throw new FormatException($"Line {lineNumber}: '{word}' is not a link; expected source-target counted from 0, such as 0-3.");
    }

    private static bool TryParseIndex(ReadOnlySpan<char> text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
