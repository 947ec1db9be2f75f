using System.Globalization;

namespace Dragoman.Cli;

/// <summary>Notices lines of several columns where sentences are expected, and says so on standard error, with how many there are.</summary>
/// <param name="terminal">Where to say it.</param>
/// <param name="source">What the lines come from, in the user's words.</param>
/// <param name="remedy">How to take one column, as a sentence.</param>
internal sealed class ColumnWarning(Terminal terminal, string source, string remedy = ColumnWarning.TakeOneColumn)
{
    /// <summary>The remedy for a file of lines.</summary>
    internal const string TakeOneColumn = "To take one column, such as the first: cut -f1 FILE > NEW";

    private long _lineCount;
    private long _columnCount;
    private long _first;
    private bool _isSaid;

    /// <summary>Warns of a sentence on the command line that holds a TAB.</summary>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="name">What the sentence is, in the user's words.</param>
    /// <param name="sentence">The sentence.</param>
    internal static void CheckArgument(Terminal terminal, string name, string? sentence)
    {
        if (IsOfColumns(sentence))
        {
            terminal.Error.WriteLine($"warning: {name} holds a TAB; all its columns are read as one sentence. Give one column only.");
        }
    }

    /// <summary>Looks at the next lines.</summary>
    /// <param name="lines">Sentences, as far as the verb knows.</param>
    internal void Check(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Check(line);
        }
    }

    /// <summary>Looks at the next line.</summary>
    /// <param name="line">A sentence, as far as the verb knows.</param>
    internal void Check(string line) => Check(line, _lineCount + 1);

    /// <summary>Looks at the next lines of those that are looked at.</summary>
    /// <param name="lines">Where they stand.</param>
    /// <param name="sentences">Sentences, as far as the verb knows.</param>
    internal void Check(IEnumerable<NumberedLine> lines, IEnumerable<string> sentences)
    {
        foreach ((NumberedLine line, string sentence) in lines.Zip(sentences))
        {
            Check(sentence, line.Number);
        }
    }

    /// <summary>Says already that there is such a line, while more lines are to come; once.</summary>
    internal void WarnEarly()
    {
        if (_columnCount > 0 && !_isSaid)
        {
            Warn("");
        }
    }

    /// <summary>Says how many lines there were; once.</summary>
    internal void Finish()
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{_columnCount:N0} of {_lineCount:N0} lines");
        if (_columnCount > 0 && !_isSaid)
        {
            Warn($" ({count} do)");
        }
        else if (_columnCount > 1)
        {
            terminal.Error.WriteLine($"warning: {count} of {source} hold a TAB.");
        }
    }

    private void Check(string line, long number)
    {
        _lineCount++;
        if (IsOfColumns(line) && _columnCount++ == 0)
        {
            _first = number;
        }
    }

    private static bool IsOfColumns(string? line) => line?.Contains('\t', StringComparison.Ordinal) == true;

    private void Warn(string count)
    {
        _isSaid = true;
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"warning: {source}, line {_first} holds a TAB{count}; all its columns are read as one sentence. {remedy}"));
    }
}
