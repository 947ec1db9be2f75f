using Dragoman.Data;

namespace Dragoman.Cli.Arguments;

/// <summary>Lines and their counterparts, blank ones included, read once and in order.</summary>
internal static class LinePairs
{
    /// <summary>Reads a file of pairs; a blank line is a pair of blanks.</summary>
    /// <param name="path">Source, TAB, target on each line; further columns are ignored.</param>
    /// <exception cref="CorpusFormatException">The file is missing or damaged, or a line has no TAB.</exception>
    internal static IEnumerable<SentencePair> Read(string path)
    {
        using Utf8LineReader reader = Utf8LineReader.OpenOnce(path);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t') switch
            {
                [var source, var target, ..] => new SentencePair(source, target),
                [var only] when string.IsNullOrWhiteSpace(only) => new SentencePair("", ""),
                _ => throw new CorpusFormatException(path, reader.LineNumber, "expected source, TAB, target, got a line without TAB."),
            };
        }
    }

    /// <summary>Reads two files side by side.</summary>
    /// <param name="sourcePath">The file of the sources.</param>
    /// <param name="targetPath">The file of their targets.</param>
    /// <exception cref="CorpusFormatException">A file is missing or damaged, or one is longer.</exception>
    internal static IEnumerable<SentencePair> Read(string sourcePath, string targetPath)
    {
        using Utf8LineReader sources = Utf8LineReader.OpenOnce(sourcePath);
        using Utf8LineReader targets = Utf8LineReader.OpenOnce(targetPath);
        while (true)
        {
            switch (sources.ReadLine(), targets.ReadLine())
            {
                case (null, null):
                    yield break;
                case ({ } source, { } target):
                    yield return new SentencePair(source, target);
                    break;
                case (_, null):
                    throw NoPartner(sourcePath, sources.LineNumber, targetPath);
                default:
                    throw NoPartner(targetPath, targets.LineNumber, sourcePath);
            }
        }
    }

    private static CorpusFormatException NoPartner(string path, long lineNumber, string shorter) =>
        new(path, lineNumber, $"this line has no partner in {shorter}, which ends before it.");
}
