using Dragoman.Explanations;
using Dragoman.Messages;
using Dragoman.Numerics;
using Dragoman.Text;

namespace Dragoman.Neighbours;

/// <summary>The embeddings of one side, and sums of them.</summary>
/// <param name="text">Reads the side's sentences.</param>
/// <param name="table">[vocab, embed] The embeddings.</param>
internal sealed class WordVectors(TextModel text, Matrix table)
{
    /// <summary>The id of a word: a token of the vocabulary as it stands, or else cleaned as a sentence is.</summary>
    /// <param name="word">The word.</param>
    /// <exception cref="ModelRequestException">The vocabulary does not have it.</exception>
    internal int IdOf(string word)
    {
        Vocabulary vocabulary = text.Vocabulary;
        if (vocabulary.IdOf(word) is var exact && exact >= Vocabulary.SpecialCount)
        {
            return exact;
        }

        return text.Tokenize(word) is [{ } token] && vocabulary.IdOf(token) is var cleaned && cleaned >= Vocabulary.SpecialCount
            ? cleaned
            : throw new ModelRequestException($"The vocabulary has no word \"{Excerpt.Of(word)}\". Choose one that stands alone in the training sentences.");
    }

    /// <summary>The sum of the directions of words, minus those of others.</summary>
    /// <param name="plus">Ids of the words added.</param>
    /// <param name="minus">Ids of the words taken away.</param>
    internal float[] Sum(IEnumerable<int> plus, IEnumerable<int> minus)
    {
        double[] sum = new double[table.Columns];
        foreach ((int id, double sign) in plus.Select(id => (id, 1.0)).Concat(minus.Select(id => (id, -1.0))))
        {
            ReadOnlySpan<float> row = table.Row(id);
            double length = 0;
            foreach (float value in row)
            {
                length += (double)value * value;
            }

            for (int i = 0; length > 0 && i < sum.Length; i++)
            {
                sum[i] += sign * row[i] / Math.Sqrt(length);
            }
        }

        return [.. sum.Select(value => (float)value)];
    }

    /// <summary>The words nearest to a direction, the nearest first.</summary>
    /// <param name="direction">[embed] The direction.</param>
    /// <param name="except">Ids of words that are left out.</param>
    /// <param name="count">Most words wanted.</param>
    internal IReadOnlyList<WordNeighbour> Nearest(float[] direction, IReadOnlySet<int> except, int count) =>
    [
        .. Enumerable.Range(Vocabulary.SpecialCount, Math.Max(table.Rows - Vocabulary.SpecialCount, 0))
            .Where(id => !except.Contains(id))
            .Select(id => (Id: id, Similarity: Cosine.Of(direction, table.Row(id))))
            .OrderByDescending(word => word.Similarity)
            .ThenBy(word => word.Id)
            .Take(count)
            .Select(word => new WordNeighbour(text.Vocabulary.TokenOf(word.Id), word.Similarity)),
    ];
}

/// <summary>A side of a model.</summary>
public enum LanguageSide
{
    /// <summary>The language that is translated.</summary>
    Source,

    /// <summary>The language that is written.</summary>
    Target,
}
