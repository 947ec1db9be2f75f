using System.Globalization;
using Dragoman.Messages;
using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>A text file of word vectors, as word2vec and GloVe write them: on each line a word and its numbers, with blanks between.</summary>
/// <remarks>
/// Strict UTF-8, plain or gzip-compressed. The first line may tell the number of words and that of numbers instead. The width of every line is
/// checked; numbers are read of the words that are wanted only, for these files are large. A word may hold blanks.
/// </remarks>
internal static class WordVectorFile
{
    private static ReadOnlySpan<char> Blanks => " \t";

    /// <summary>Reads the vectors of a vocabulary's words; of a word that comes twice, the first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vocabulary">The words that are wanted.</param>
    /// <param name="width">Numbers that every line must have.</param>
    /// <returns>Id and vector of each word found, in the order of the file.</returns>
    /// <exception cref="CorpusFormatException">Thrown while reading: the file is missing, damaged, or of another width; the message says where.</exception>
    public static IEnumerable<(int Id, float[] Vector)> Read(string path, Vocabulary vocabulary, int width)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        using Utf8LineReader reader = Utf8LineReader.OpenOnce(path);
        HashSet<int> found = [];
        long? promised = null;
        while (reader.ReadLine() is { } text)
        {
            string line = text.TrimEnd(' ', '\t');
            if (reader.LineNumber == 1 && TryReadHeader(line, out long count, out long size))
            {
                promised = size == width ? count : throw WrongWidth(path, 1, size, width);
                continue;
            }

            int wordLength = WordLength(path, reader.LineNumber, line, width);
            string word = line[..wordLength];
            if (vocabulary.Contains(word) && found.Add(vocabulary.IdOf(word)))
            {
                yield return (vocabulary.IdOf(word), Numbers(path, reader.LineNumber, line.AsSpan(wordLength + 1), width));
            }
        }

        long read = reader.LineNumber - (promised is null ? 0 : 1);
        if (read == 0 || (promised is { } expected && expected != read))
        {
            throw new CorpusFormatException(path, null, $"expected {promised?.ToString(CultureInfo.InvariantCulture) ?? "some"} word vectors, got {read}. {(read > promised ? "Is the first line that of another file?" : "Was the file cut short?")}");
        }
    }

    private static bool TryReadHeader(ReadOnlySpan<char> line, out long count, out long size)
    {
        (count, size) = (0, 0);
        int blank = line.IndexOfAny(Blanks);
        return blank > 0
            && long.TryParse(line[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out count)
            && long.TryParse(line[(blank + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out size);
    }

    /// <summary>The length of the word, which is all before the last numbers.</summary>
    private static int WordLength(string path, long lineNumber, ReadOnlySpan<char> line, int width)
    {
        int end = line.Length;
        for (int i = 0; i < width; i++)
        {
            end = line[..end].LastIndexOfAny(Blanks);
            if (end <= 0)
            {
                throw line.IsEmpty || end == 0
                    ? new CorpusFormatException(path, lineNumber, $"expected a word and {width} numbers, got no word.")
                    : WrongWidth(path, lineNumber, Count(line), width);
            }
        }

        // A word may hold blanks, but one that ends in a number is a longer vector.
        int last = line[..end].LastIndexOfAny(Blanks);
        return last > 0 && TryReadNumber(line[(last + 1)..end], out _) ? throw WrongWidth(path, lineNumber, Count(line), width) : end;
    }

    private static float[] Numbers(string path, long lineNumber, ReadOnlySpan<char> numbers, int width)
    {
        float[] vector = new float[width];
        int index = 0;
        foreach (Range range in numbers.SplitAny(Blanks))
        {
            if (!TryReadNumber(numbers[range], out vector[index++]))
            {
                throw new CorpusFormatException(path, lineNumber, $"\"{Excerpt.Of(numbers[range])}\" is not a finite number.");
            }
        }

        return vector;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);

    /// <summary>Fields after the first.</summary>
    private static int Count(ReadOnlySpan<char> line) => line.Count(' ') + line.Count('\t');

    private static CorpusFormatException WrongWidth(string path, long lineNumber, long actual, int width) => new(
        path,
        lineNumber,
        $"expected vectors of {width} numbers, got {actual}. Set model.embedSize to the width of the vectors, or take others.");
}
