using Dragoman.Explanations;
using Dragoman.Neighbours;

namespace Dragoman;

/// <summary>The words whose embeddings are nearest to a word's, or to a sum of words': king − man + woman.</summary>
/// <remarks>
/// Mikolov et al. 2013 (arXiv:1301.3781): every word counts with the direction of its embedding, and nearness is the cosine of the angle. The words
/// asked for are not among the answers. Needs nothing but the model.
/// </remarks>
public static class WordNeighbours
{
    /// <summary>The words nearest to one, after other words were taken from it and added to it.</summary>
    /// <param name="translator">The model.</param>
    /// <param name="side">Whose words.</param>
    /// <param name="word">The word.</param>
    /// <param name="minus">Words taken away; null for none.</param>
    /// <param name="plus">Words added; null for none.</param>
    /// <param name="count">Most words wanted, at least 1.</param>
    /// <exception cref="ModelRequestException">The vocabulary lacks a word, or all words are taken away again.</exception>
    public static WordNeighbourhood Find(
        Translator translator, LanguageSide side, string word, IReadOnlyList<string>? minus = null, IReadOnlyList<string>? plus = null, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(word);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!Enum.IsDefined(side))
        {
            throw new ArgumentOutOfRangeException(nameof(side), side, "There is no such side.");
        }

        WordVectors vectors = side == LanguageSide.Source
            ? new(translator.Source, translator.Model.Encoder.Embedding.Table.ToFloats())
            : new(translator.Target, translator.Model.Decoder.Embedding.Table.ToFloats());
        int[] added = [vectors.IdOf(word), .. (plus ?? []).Select(vectors.IdOf)];
        int[] taken = [.. (minus ?? []).Select(vectors.IdOf)];
        string name = string.Concat([word, .. (minus ?? []).Select(other => $" − {other}"), .. (plus ?? []).Select(other => $" + {other}")]);
        if (added.Order().SequenceEqual(taken.Order()))
        {
            throw new ModelRequestException($"Nothing is left of {name}: each word that is added is taken away, too. Leave one of them out.");
        }

        return new WordNeighbourhood(name, vectors.Nearest(vectors.Sum(added, taken), added.Concat(taken).ToHashSet(), count));
    }
}
