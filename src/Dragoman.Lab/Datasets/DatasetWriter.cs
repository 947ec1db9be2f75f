using System.Text;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman.Lab.Datasets;

/// <summary>Writes the parts of a fetched data set as files of pairs.</summary>
public static class DatasetWriter
{
    /// <summary>Writes the parts; all files of pairs appear, each whole, or none does.</summary>
    /// <param name="form">How the fetched files hold pairs.</param>
    /// <param name="parts">The fetched files of each part, and the file of pairs that they become.</param>
    /// <returns>What was written of each.</returns>
    /// <exception cref="CorpusFormatException">A fetched file is not as the form says.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<WrittenPart> Write(DatasetForm form, IReadOnlyList<(IReadOnlyList<FetchedFile> Files, string Path)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        IReadOnlyList<WrittenPart> written = [];
        OutputFile.WriteTogether(
            [.. parts.Select(part => OutputFile.In(Path.GetDirectoryName(part.Path)!, Path.GetFileName(part.Path)))],
            streams => written = [.. parts.Zip(streams, (part, stream) => Write(form, part.Files, part.Path, stream))]);
        return written;
    }

    private static WrittenPart Write(DatasetForm form, IReadOnlyList<FetchedFile> files, string path, Stream stream)
    {
        StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        PairWriter writer = new(text);
        foreach (SentencePair pair in DatasetForms.Read(form, files))
        {
            writer.Write(pair);
        }

        text.Flush();
        return new WrittenPart(path, writer.Written, writer.Mended, writer.Blank);
    }
}

/// <summary>What was written of a part.</summary>
/// <param name="Path">The file of pairs.</param>
/// <param name="Pairs">Pairs written.</param>
/// <param name="Mended">How many of them had a TAB, a line end or a byte order mark inside, which cannot be written as it is.</param>
/// <param name="Blank">Pairs left out, for a side is blank.</param>
public readonly record struct WrittenPart(string Path, long Pairs, long Mended, long Blank);
