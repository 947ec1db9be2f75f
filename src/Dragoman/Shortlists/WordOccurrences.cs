using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Shortlists;

/// <summary>The words of pairs, which are their tokens without the end tokens, and in which pairs each source word stands.</summary>
/// <remarks>4 bytes for each source word and 4 for each pair, besides the pairs.</remarks>
internal sealed class WordOccurrences
{
    private readonly EncodedPairs _pairs;
    private readonly int[] _starts; // [source vocab + 1] in _occurrences
    private readonly int[] _occurrences; // pairs, by source word; one that holds a word twice comes twice

    /// <summary>Reads pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="sourceVocabularySize">Number of source tokens.</param>
    internal WordOccurrences(EncodedPairs pairs, int sourceVocabularySize)
    {
        _pairs = pairs;
        _starts = new int[sourceVocabularySize + 1];
        TargetStarts = new int[pairs.Count + 1];
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            TargetStarts[pair + 1] = TargetStarts[pair] + Target(pair).Length;
            foreach (int word in Source(pair))
            {
                _starts[word + 1]++;
            }
        }

        for (int word = 0; word < sourceVocabularySize; word++)
        {
            _starts[word + 1] += _starts[word];
        }

        _occurrences = new int[_starts[^1]];
        int[] next = _starts[..^1];
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            foreach (int word in Source(pair))
            {
                _occurrences[next[word]++] = pair;
            }
        }
    }

    /// <summary>Number of pairs.</summary>
    internal int Count => _pairs.Count;

    /// <summary>[pairs + 1] Where the target words of each pair begin among those of all.</summary>
    internal int[] TargetStarts { get; }

    /// <summary>Source words of a pair.</summary>
    /// <param name="pair">The pair.</param>
    internal ReadOnlySpan<int> Source(int pair) => _pairs.Source(pair).TrimEnd(Vocabulary.EosId);

    /// <summary>Target words of a pair.</summary>
    /// <param name="pair">The pair.</param>
    internal ReadOnlySpan<int> Target(int pair) => _pairs.Target(pair).TrimEnd(Vocabulary.EosId);

    /// <summary>The pairs that hold a source word, rising; one that holds it twice comes twice.</summary>
    /// <param name="word">The word.</param>
    internal ReadOnlySpan<int> PairsOf(int word) => _occurrences.AsSpan(_starts[word].._starts[word + 1]);
}
