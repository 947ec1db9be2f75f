using System.Globalization;

namespace Dragoman.Data;

/// <summary>Two text files, line by line translations of each other.</summary>
/// <remarks>Strict UTF-8, plain or gzip-compressed, lines ending in LF or CR LF. A pair with a blank side is skipped.</remarks>
/// <param name="sourcePath">The file of the sentences to translate.</param>
/// <param name="targetPath">The file of their translations.</param>
public sealed class ParallelCorpus(string sourcePath, string targetPath) : LineCorpus
{
    private readonly string _sourcePath = sourcePath ?? throw new ArgumentNullException(nameof(sourcePath));
    private readonly string _targetPath = targetPath ?? throw new ArgumentNullException(nameof(targetPath));

    /// <inheritdoc/>
    public override string Name => $"{_sourcePath} and {_targetPath}";

    /// <inheritdoc/>
    public override IEnumerable<SentencePair> ReadLines()
    {
        using Utf8LineReader sources = OpenFile(_sourcePath);
        using Utf8LineReader targets = OpenFile(_targetPath);
        while (true)
        {
            string? source = sources.ReadLine();
            string? target = targets.ReadLine();
            if (source is null || target is null)
            {
                CheckLengths(sources, targets);
                yield break;
            }

            yield return new SentencePair(source, target);
        }
    }

    private void CheckLengths(Utf8LineReader sources, Utf8LineReader targets)
    {
        long common = Math.Min(sources.LineNumber, targets.LineNumber);
        if (common == 0 && sources.LineNumber == targets.LineNumber)
        {
            throw new CorpusFormatException(_sourcePath, null, $"the file is empty, and so is {_targetPath}.");
        }

        // The longer file is read to its end for the message.
        long sourceCount = CountLines(sources);
        long targetCount = CountLines(targets);
        if (sourceCount != targetCount)
        {
            string longer = sourceCount > targetCount ? _sourcePath : _targetPath;
            string problem = string.Create(
                CultureInfo.InvariantCulture,
                $"{_sourcePath} and {_targetPath} differ in length ({sourceCount:N0} and {targetCount:N0} lines); this line has no partner.");
            throw new CorpusFormatException(longer, common + 1, problem);
        }
    }

    private static long CountLines(Utf8LineReader reader)
    {
        while (reader.ReadLine() is not null)
        {
        }

        return reader.LineNumber;
    }
}
