using System.Globalization;

namespace Dragoman.Cli;

/// <summary>Notices lines of several columns where sentences are expected, and says so on standard error: once, and at the end how many.</summary>
/// <param name="terminal">Where to say it.</param>
/// <param name="source">What the lines come from, in the user's words.</param>
internal sealed class ColumnWarning(Terminal terminal, string source)
{
    private long _lineCount;
    private long _columnCount;

    /// <summary>Looks at the next lines.</summary>
    /// <param name="lines">Sentences, as far as the verb knows.</param>
    internal void Check(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            _lineCount++;
            if (line.Contains('\t', StringComparison.Ordinal) && _columnCount++ == 0)
            {
                terminal.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"warning: {source}, line {_lineCount} holds a TAB; all its columns are read as one sentence. To translate the first column only: cut -f1 FILE | dragoman translate ..."));
            }
        }
    }

    /// <summary>Says how many lines there were.</summary>
    internal void Finish()
    {
        if (_columnCount > 1)
        {
            terminal.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"warning: {_columnCount:N0} of {_lineCount:N0} lines of {source} hold a TAB."));
        }
    }
}
