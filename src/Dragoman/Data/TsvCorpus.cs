using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>A text file with one pair per line: source, TAB, target. Columns after the second are ignored.</summary>
/// <remarks>Strict UTF-8, plain or gzip-compressed, lines ending in LF or CR LF. A pair with a blank side is skipped.</remarks>
/// <param name="path">The file.</param>
public sealed class TsvCorpus(string path) : LineCorpus
{
    /// <inheritdoc/>
    public override string Name { get; } = path ?? throw new ArgumentNullException(nameof(path));

    /// <inheritdoc/>
    public override IEnumerable<SentencePair> ReadLines()
    {
        using Utf8LineReader reader = OpenFile(Name);
        while (reader.ReadLine() is string line)
        {
            yield return WhiteSpace.IsBlank(line) ? new SentencePair("", "") : Parse(line, reader.LineNumber);
        }

        if (reader.LineNumber == 0)
        {
            throw new CorpusFormatException(Name, null, "the file is empty; expected lines of source, TAB, target.");
        }
    }

    private SentencePair Parse(string line, long lineNumber)
    {
        int sourceEnd = line.IndexOf('\t', StringComparison.Ordinal);
        if (sourceEnd < 0)
        {
            throw new CorpusFormatException(Name, lineNumber, $"expected source, TAB, target, got a line without TAB{Guess(line)}");
        }

        int targetEnd = line.IndexOf('\t', sourceEnd + 1);
        return new SentencePair(line[..sourceEnd], targetEnd < 0 ? line[(sourceEnd + 1)..] : line[(sourceEnd + 1)..targetEnd]);
    }

    /// <summary>What a line without TAB looks like, and the remedy.</summary>
    private static string Guess(string line) => line.TrimStart() switch
    {
        ['{' or '[', ..] => "; it looks like JSON. Objects with source and target are read from a file whose name ends in .jsonl, one on each line.",
        ['<', ..] => "; it looks like XML or HTML, such as TMX. Write source, TAB, target on each line instead.",
        var text when text.Contains(" ||| ", StringComparison.Ordinal) => "; its columns look parted by |||. Part them by TAB instead.",
        var text when text.Contains(';', StringComparison.Ordinal) => "; its columns may be parted by semicolons (CSV). Part them by TAB instead.",
        var text when text.Contains(',', StringComparison.Ordinal) => "; its columns may be parted by commas (CSV). Part them by TAB instead.",
        _ => ". Are the columns parted by spaces or commas?",
    };
}
