using System.Globalization;
using Dragoman.Messages;
using Dragoman.Text;

namespace Dragoman.Alignments;

/// <summary>
/// The alignment format of the Pharaoh decoder: a line per sentence pair, links <c>source-target</c> from 0, blanks between. In gold alignments
/// such a link is sure, and <c>source?target</c> is a possible one.
/// </summary>
public static class Pharaoh
{
    private const char Sure = '-';
    private const char Possible = '?';

    private static readonly WordTokenizer Tokenizer = new();

    /// <summary>Writes links in ascending order.</summary>
    /// <param name="links">The links of one sentence pair.</param>
    public static string Format(IEnumerable<AlignmentLink> links) => string.Join(' ', Sort(links));

    /// <summary>Writes a gold alignment, its links in ascending order.</summary>
    /// <param name="gold">The gold alignment of one sentence pair.</param>
    public static string Format(GoldAlignment gold)
    {
        ArgumentNullException.ThrowIfNull(gold);
        return string.Join(' ', Sort(gold.Possible).Select(link => Format(link, gold.Sure.Contains(link) ? Sure : Possible)));
    }

    /// <summary>Reads the links of one line; an empty line has none.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">Something on the line is not a link.</exception>
    public static IReadOnlyList<AlignmentLink> Parse(string line) =>
        [.. Words(line).Select(word => ParseLink(word, Sure) ??
            throw new FormatException($"'{Excerpt.Of(word)}' is not a link; expected source-target counted from 0, such as 0-3."))];

    /// <summary>Reads the sure and possible links of one line; an empty line has none.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">Something on the line is not a link.</exception>
    public static GoldAlignment ParseGold(string line)
    {
        List<AlignmentLink> sure = [];
        List<AlignmentLink> possible = [];
        foreach (string word in Words(line))
        {
            if (ParseLink(word, Sure) is { } sureLink)
            {
                sure.Add(sureLink);
            }
            else
            {
                possible.Add(ParseLink(word, Possible) ?? throw new FormatException(
                    $"'{Excerpt.Of(word)}' is not a link; expected source-target (sure) or source?target (possible) counted from 0, such as 0-3 or 0?3."));
            }
        }

        return new GoldAlignment(sure, possible);
    }

    internal static string Format(AlignmentLink link, char separator) =>
        string.Create(CultureInfo.InvariantCulture, $"{link.Source}{separator}{link.Target}");

    private static IEnumerable<AlignmentLink> Sort(IEnumerable<AlignmentLink> links) =>
        links.OrderBy(link => link.Source).ThenBy(link => link.Target);

    private static IReadOnlyList<string> Words(string line) => Tokenizer.Tokenize(line);

    private static AlignmentLink? ParseLink(string word, char separator)
    {
        int place = word.IndexOf(separator, StringComparison.Ordinal);
        return place >= 0 && TryParseIndex(word.AsSpan(0, place), out int source) && TryParseIndex(word.AsSpan(place + 1), out int target)
            ? new AlignmentLink(source, target)
            : null;
    }

    private static bool TryParseIndex(ReadOnlySpan<char> text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
