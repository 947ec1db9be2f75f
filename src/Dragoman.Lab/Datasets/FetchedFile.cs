using System.IO.Compression;
using Dragoman.Data;

namespace Dragoman.Lab.Datasets;

/// <summary>A file of a data set that has been fetched.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Entry">The file inside, if it is a zip archive.</param>
public sealed record FetchedFile(string Path, string? Entry = null)
{
    /// <summary>Its lines, each with its number from 1.</summary>
    /// <exception cref="CorpusFormatException">It is damaged.</exception>
    internal IEnumerable<(string Text, long Number)> ReadLines()
    {
        using ZipArchive? archive = Entry is null ? null : OpenArchive();
        using Utf8LineReader reader = archive is null ? Utf8LineReader.Open(Path) : Utf8LineReader.Open(OpenEntry(archive), $"{Path}/{Entry}");
        while (reader.ReadLine() is { } line)
        {
            yield return (line, reader.LineNumber);
        }
    }

    /// <summary>What is said of a line that is not as it should be.</summary>
    /// <param name="line">Its number, from 1.</param>
    /// <param name="expected">What should stand there.</param>
    internal CorpusFormatException Unexpected(long line, string expected) => new(Path, line, $"expected {expected}. Has the data set changed?");

    private ZipArchive OpenArchive()
    {
        try
        {
            return ZipFile.OpenRead(Path);
        }
        catch (InvalidDataException e)
        {
            throw new CorpusFormatException(Path, null, "is no zip archive, or a damaged one. Delete it and fetch it again.", e);
        }
    }

    private Stream OpenEntry(ZipArchive archive) =>
        archive.GetEntry(Entry!)?.Open() ?? throw new CorpusFormatException(Path, null, $"holds no file {Entry}. Has the data set changed?");
}
