namespace Dragoman.Data;

/// <summary>A text file with one pair per line, as a JSON object with the members <c>source</c> and <c>target</c>; others are ignored.</summary>
/// <remarks>Strict UTF-8, plain or gzip-compressed. A pair with a blank side is skipped.</remarks>
/// <param name="path">The file.</param>
internal sealed class JsonLinesCorpus(string path) : LineCorpus
{
    /// <inheritdoc/>
    public override string Name => path;

    /// <summary>Whether a file is of this kind, by its name.</summary>
    /// <param name="path">The file.</param>
    internal static bool Recognizes(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override IEnumerable<SentencePair> ReadLines()
    {
        using Utf8LineReader reader = OpenFile(path);
        while (reader.ReadLine() is { } text)
        {
            using JsonRecord? line = JsonRecord.Parse(text, path, reader.LineNumber);
            yield return line is null ? new SentencePair("", "") : new SentencePair(line.TextOf("source"), line.TextOf("target")) { Record = text };
        }

        if (reader.LineNumber == 0)
        {
            throw new CorpusFormatException(path, null, "the file is empty; expected lines of JSON objects with source and target.");
        }
    }
}
