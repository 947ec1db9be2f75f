using Dragoman.Data;
using Dragoman.Numerics.Autodiff;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>Embeddings that start from word vectors learnt elsewhere.</summary>
internal static class PretrainedEmbeddings
{
    private const int MissingExamples = 10;

    /// <summary>Copies the vectors of a file over those of the words that it knows.</summary>
    /// <param name="path">The file; see <see cref="WordVectorFile"/>.</param>
    /// <param name="vocabulary">The words of the table's rows.</param>
    /// <param name="table">[vocab, embed] Changed.</param>
    /// <exception cref="CorpusFormatException">The file is missing, damaged, or of another width.</exception>
    public static EmbeddingCoverage Load(string path, Vocabulary vocabulary, Parameter table)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(table);
        bool[] found = new bool[vocabulary.Count];
        foreach ((int id, float[] vector) in WordVectorFile.Read(path, vocabulary, table.ColumnCount))
        {
            vector.CopyTo(table.Value.Row(id));
            found[id] = true;
        }

        table.MarkChanged();
        int[] missing = [.. Enumerable.Range(Vocabulary.SpecialCount, vocabulary.Count - Vocabulary.SpecialCount).Where(id => !found[id])];
        int words = vocabulary.Count - Vocabulary.SpecialCount;
        return new EmbeddingCoverage(path, words - missing.Length, words, [.. missing.Take(MissingExamples).Select(vocabulary.TokenOf)]);
    }
}

/// <summary>How many words of a vocabulary a file of word vectors knows.</summary>
/// <param name="File">The file.</param>
/// <param name="Found">Words found.</param>
/// <param name="Words">Words in the vocabulary, without the special tokens.</param>
/// <param name="Missing">The most frequent of those not found, at most ten; they keep what they start with.</param>
public sealed record EmbeddingCoverage(string File, int Found, int Words, IReadOnlyList<string> Missing);
