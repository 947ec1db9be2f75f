namespace Dragoman.Cli;

/// <summary>Notices lines that hold more than a sentence where sentences are expected, and says so on standard error, with how many there are.</summary>
/// <param name="terminal">Where to say it.</param>
/// <param name="source">What the lines come from, in the user's words.</param>
/// <param name="takeColumn">How to take one column, as a sentence.</param>
/// <param name="takeMember">How to take a member of each object, as a sentence.</param>
internal sealed class SentenceWarning(
    Terminal terminal, string source, string takeColumn = SentenceWarning.TakeOneColumn, string takeMember = SentenceWarning.TakeOneMember)
{
    /// <summary>The remedy for a file of lines with columns.</summary>
    internal const string TakeOneColumn = "To take one column, such as the first: cut -f1 FILE > NEW";

    /// <summary>The remedy for a file of objects.</summary>
    internal const string TakeOneMember = "To take one member, such as text: jq -r .text FILE > NEW";

    private readonly LineFormCount[] _forms = [new(LineForm.Columns, source, takeColumn), new(LineForm.Object, source, takeMember)];
    private long _lineCount;

    /// <summary>Warns of a sentence on the command line that holds more than one.</summary>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="name">What the sentence is, in the user's words.</param>
    /// <param name="sentence">The sentence.</param>
    internal static void CheckArgument(Terminal terminal, string name, string? sentence)
    {
        if (sentence is null)
        {
            return;
        }

        foreach (LineForm form in LineForm.All.Where(form => form.Fits(sentence)))
        {
            terminal.Error.WriteLine($"warning: {name} {form.Does}; {form.Reading}. {form.Instead}");
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
    internal void WarnEarly() => Say(form => form.Early());

    /// <summary>Says how many lines there were; once.</summary>
    internal void Finish() => Say(form => form.Final(_lineCount));

    private void Check(string line, long number)
    {
        _lineCount++;
        foreach (LineFormCount form in _forms)
        {
            form.Check(line, number);
        }
    }

    private void Say(Func<LineFormCount, string?> warn)
    {
        foreach (string warning in _forms.Select(warn).OfType<string>())
        {
            terminal.Error.WriteLine($"warning: {warning}");
        }
    }
}
