using System.Globalization;

namespace Dragoman.Cli;

/// <summary>How many lines of a source have a form, and what there is to say of them.</summary>
/// <param name="form">The form.</param>
/// <param name="source">What the lines come from, in the user's words.</param>
/// <param name="remedy">What to do instead.</param>
internal sealed class LineFormCount(LineForm form, string source, string remedy)
{
    private long _count;
    private long _first;
    private bool _isSaid;

    /// <summary>Looks at a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, from 1.</param>
    internal void Check(string line, long number)
    {
        if (form.Fits(line) && _count++ == 0)
        {
            _first = number;
        }
    }

    /// <summary>A warning while more lines are to come; null without such a line, or if it was said.</summary>
    internal string? Early() => _count > 0 && !_isSaid ? Say("") : null;

    /// <summary>A warning at the end of the lines; null if there is nothing to add.</summary>
    /// <param name="lineCount">How many lines there were.</param>
    internal string? Final(long lineCount)
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{_count:N0} of {lineCount:N0} lines");
        return _count > 0 && !_isSaid ? Say($" ({count} {form.DoAgain})") : _count > 1 ? $"{count} of {source} {form.Do}." : null;
    }

    private string Say(string count)
    {
        _isSaid = true;
        return string.Create(CultureInfo.InvariantCulture, $"{source}, line {_first} {form.Does}{count}; {form.Reading}. {remedy}");
    }
}
