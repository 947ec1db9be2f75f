using System.Globalization;
using System.Text;

namespace Dragoman.Visualization;

/// <summary>Draws an attention map in a terminal: a row for each target token, a column for each source token.</summary>
/// <remarks>
/// Source tokens stand above their columns as words if the width allows it, else letter by letter downwards, else as
/// numbers with a list below; then the columns are also broken into several blocks if need be.
/// </remarks>
public static class AttentionText
{
    private const int NarrowestWidth = 30;
    private const int LongestVerticalWord = 14;
    private const int NarrowestColumn = 2;

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

        string[] source = [.. map.Source.Select(TextCells.Printable)];
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
        return [.. lines.Select(line => line.TrimEnd(' '))];
    }

    /// <summary>Target tokens, right-aligned in at most a third of the width.</summary>
    private static string[] Labels(AttentionMap map, int width)
    {
        string[] labels = [.. map.Target.Select(word => TextCells.Shorten(TextCells.Printable(word), width / 3))];
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
