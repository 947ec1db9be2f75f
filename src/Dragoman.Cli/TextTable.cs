using Dragoman.Visualization;

namespace Dragoman.Cli;

/// <summary>Columns of text, as wide as they need; the same on a terminal and in a pipe.</summary>
/// <param name="rightAligned">Numbers of the columns, from 0, that hold figures.</param>
internal sealed class TextTable(params int[] rightAligned)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text per column.</param>
    internal void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the rows.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="indent">What each line begins with.</param>
    internal void Write(TextWriter output, string indent = "")
    {
        int columnCount = _rows.Select(row => row.Length).DefaultIfEmpty(0).Max();
        int[] widths = [.. Enumerable.Range(0, columnCount).Select(column => _rows.Max(row => TextCells.Width(row.ElementAtOrDefault(column) ?? "")))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
            {
                string gap = new(' ', widths[column] - TextCells.Width(cell));
                return rightAligned.Contains(column) ? gap + cell : cell + gap;
            });
            output.WriteLine((indent + string.Join("  ", cells)).TrimEnd());
        }
    }
}
