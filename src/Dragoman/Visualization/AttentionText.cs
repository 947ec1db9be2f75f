using System.Globalization;
using System.Text;
using Dragoman.Alignments;

namespace Dragoman.Visualization;

/// <summary>Draws an attention map in a terminal: a row for each target token, a column for each source token.</summary>
/// <remarks>
/// Source tokens stand above their columns as words if the width allows it, else letter by letter downwards, else as
/// numbers with a list below; then the columns are also broken into several blocks if need be. Tokens that the model does not know have a star.
/// </remarks>
public static class AttentionText
{
    /// <summary>Fewest columns that a map is drawn in.</summary>
    public const int NarrowestWidth = 30;

    private const int LongestVerticalWord = 14;
    private const int NarrowestColumn = 2;
    private const string UnknownMark = "*";

    /// <summary>Draws a map.</summary>
    /// <param name="map">The weights.</param>
    /// <param name="options">Width and colours; null for the defaults.</param>
    /// <returns>Lines without line ends, none wider than asked.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 30.</exception>
    public static IReadOnlyList<string> Render(AttentionMap map, AttentionTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        options ??= new AttentionTextOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, NarrowestWidth, nameof(options));

        string[] source = [.. map.Source.Select((word, place) => TextCells.Printable(word) + MarkOf(map.UnknownSource, place))];
        string[] labels = Labels(map, options.Width);
        int room = options.Width - TextCells.Width(labels.FirstOrDefault("")) - 1;
        var cell = new HeatCell(options.Color);
        var lines = new List<string>();
        int[] wordColumns = [.. source.Select(word => Math.Max(TextCells.Width(word), NarrowestColumn) + 1)];
        if (wordColumns.Sum() <= room)
        {
            lines.Add(Join("", labels, wordColumns.Select((width, i) => TextCells.PadRight(HeatCell.Center(source[i], width - 1), width))));
            AddRows(lines, map, labels, cell, 0, wordColumns, gap: 1);
        }
        else if (source.Length * NarrowestColumn <= room && source.All(CanStandVertically))
        {
            lines.AddRange(VerticalHeader(source).Select(letters => Join("", labels, letters)));
            AddRows(lines, map, labels, cell, 0, [.. source.Select(_ => NarrowestColumn)], gap: 0);
        }
        else
        {
            AddNumberedBlocks(lines, map, labels, cell, room);
            lines.Add("");
            lines.AddRange(NumberedList(source, options.Width));
        }

        lines.Add("");
        lines.Add(cell.Legend);
        if (map.UnknownSource.Count + map.UnknownTarget.Count > 0)
        {
            lines.AddRange(Wrapped($"{UnknownMark} {AttentionMap.UnknownNote}", options.Width));
        }

        return [.. lines.Select(line => line.TrimEnd(' '))];
    }

    private static string MarkOf(IReadOnlyList<int> unknown, int place) => unknown.Contains(place) ? UnknownMark : "";

    /// <summary>A text in lines that are not wider than asked.</summary>
    private static IEnumerable<string> Wrapped(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line += line.Length > 0 ? " " + word : word;
        }

        yield return line;
    }

    /// <summary>Target tokens, right-aligned in at most a third of the width.</summary>
    private static string[] Labels(AttentionMap map, int width)
    {
        string[] labels =
        [
            .. from word in map.Target.Index()
               let mark = MarkOf(map.UnknownTarget, word.Index)
               select TextCells.Shorten(TextCells.Printable(word.Item), (width / 3) - mark.Length) + mark,
        ];
        int widest = labels.Select(TextCells.Width).DefaultIfEmpty(0).Max();
        return [.. labels.Select(label => TextCells.PadLeft(label, widest))];
    }

    private static void AddRows(
        List<string> lines, AttentionMap map, string[] labels, HeatCell cell, int firstColumn, int[] columns, int gap)
    {
        for (int row = 0; row < labels.Length; row++)
        {
            int target = row;
            lines.Add(Join(labels[row], labels, columns.Select((width, i) => cell.Paint(map[target, firstColumn + i], width, gap))));
        }
    }

    private static void AddNumberedBlocks(List<string> lines, AttentionMap map, string[] labels, HeatCell cell, int room)
    {
        int column = Math.Max(Number(map.Source.Count).Length, NarrowestColumn) + 1;
        int columnsInBlock = Math.Max(room / column, 1);
        for (int first = 0; first < map.Source.Count; first += columnsInBlock)
        {
            if (first > 0)
            {
                lines.Add("");
            }

            int[] columns = [.. Enumerable.Repeat(column, Math.Min(columnsInBlock, map.Source.Count - first))];
            lines.Add(Join("", labels, columns.Select((width, i) => TextCells.PadRight(Number(first + i + 1).PadLeft(width - 1), width))));
            AddRows(lines, map, labels, cell, first, columns, gap: 1);
        }
    }

    private static string Join(string label, string[] labels, IEnumerable<string> cells) =>
        TextCells.PadRight(label, TextCells.Width(labels.FirstOrDefault(""))) + " " + string.Concat(cells);

    /// <summary>The letters of each word downwards; words end at the same line.</summary>
    private static IEnumerable<IEnumerable<string>> VerticalHeader(string[] source)
    {
        string[][] words = [.. source.Select(word => TextCells.Clusters(word).ToArray())];
        int height = words.Max(word => word.Length);
        for (int line = 0; line < height; line++)
        {
            int fromEnd = height - line;
            yield return words.Select(word => HeatCell.Center(fromEnd <= word.Length ? word[^fromEnd] : "", NarrowestColumn));
        }
    }

    /// <summary>Short words of scripts whose letters stand apart; Arabic and Indic letters join and change their shapes.</summary>
    private static bool CanStandVertically(string word) =>
        TextCells.Clusters(word).Count() <= LongestVerticalWord &&
        !word.AsSpan().ContainsAnyInRange('\u0600', '\u07ff') && !word.AsSpan().ContainsAnyInRange('\u0900', '\u0dff');

    private static IEnumerable<string> NumberedList(string[] source, int width)
    {
        var line = new StringBuilder();
        int used = 0;
        for (int i = 0; i < source.Length; i++)
        {
            string item = TextCells.Shorten($"{Number(i + 1)} {source[i]}", width);
            int itemWidth = TextCells.Width(item);
            if (used > 0 && used + 2 + itemWidth > width)
            {
                yield return line.ToString();
                line.Clear();
                used = 0;
            }

            line.Append(used > 0 ? "  " : "").Append(item);
            used += (used > 0 ? 2 : 0) + itemWidth;
        }

        yield return line.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Options of <see cref="AttentionText"/>.</summary>
/// <param name="Width">Longest line in terminal cells, 30 or more. Default: 80.</param>
/// <param name="Color">Colours that the terminal can show. Default: none.</param>
public sealed record AttentionTextOptions(int Width = 80, ColorSupport Color = ColorSupport.None);

/// <summary>Colours that a terminal can show.</summary>
public enum ColorSupport
{
    /// <summary>No colours and no escape sequences: shade characters, fit for files.</summary>
    None,

    /// <summary>The 256 colours of most terminals.</summary>
    Ansi256,

    /// <summary>24-bit colours.</summary>
    TrueColor,
}
