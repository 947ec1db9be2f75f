using System.Text;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman.Lab.Datasets;

/// <summary>Writes the parts of a fetched data set as files of pairs.</summary>
public static class DatasetWriter
{
    /// <summary>Writes a part; it appears whole or not at all.</summary>
    /// <param name="form">How the fetched files hold pairs.</param>
    /// <param name="files">The fetched files.</param>
    /// <param name="path">The file of pairs.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="CorpusFormatException">A fetched file is not as the form says.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static WrittenPart Write(DatasetForm form, IReadOnlyList<FetchedFile> files, string path)
    {
        WrittenPart written = default;
        OutputFile.At(path).Write(stream =>
        {
            StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            PairWriter writer = new(text);
            foreach (SentencePair pair in DatasetForms.Read(form, files))
            {
                writer.Write(pair);
            }

            text.Flush();
            written = new WrittenPart(writer.Written, writer.Mended, writer.Blank);
        });
        return written;
    }
}

/// <summary>What was written of a part.</summary>
/// <param name="Pairs">Pairs written.</param>
/// <param name="Mended">How many of them had a TAB, a line end or a byte order mark inside, which cannot be written as it is.</param>
/// <param name="Blank">Pairs left out, for a side is blank.</param>
public readonly record struct WrittenPart(long Pairs, long Mended, long Blank);
