using System.Runtime.InteropServices;
using Dragoman.Metrics.Tokenization;

namespace Dragoman.Metrics;

/// <summary>Lengths, matches and totals of one segment after another.</summary>
internal sealed class BleuCounter(BleuOptions options) : SegmentCounter
{
    private readonly WordReader _reader = new(options.Tokenization.CreateTokenizer(), options.Lowercase);
    private readonly NGramTrie _ngrams = new();
    private readonly List<int> _tokens = [];

    public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
    {
        _ngrams.Clear();
        Span<int> referenceLengths = references.Length <= 16 ? stackalloc int[references.Length] : new int[references.Length];
        for (int i = 0; i < references.Length; i++)
        {
            _reader.Read(references[i], _tokens);
            _ngrams.AddReference(CollectionsMarshal.AsSpan(_tokens), options.MaxOrder);
            referenceLengths[i] = _tokens.Count;
        }

        _reader.Read(hypothesis, _tokens);
        statistics[0] = _tokens.Count;
        statistics[1] = Nearest(_tokens.Count, referenceLengths);
        _ngrams.AddMatches(CollectionsMarshal.AsSpan(_tokens), statistics.Slice(2, options.MaxOrder));
        for (int n = 0; n < options.MaxOrder; n++)
        {
            statistics[2 + options.MaxOrder + n] = Math.Max(0, _tokens.Count - n);
        }
    }

    /// <summary>The reference length nearest to that of the hypothesis, in a tie the shorter one.</summary>
    private static int Nearest(int length, ReadOnlySpan<int> candidates)
    {
        int nearest = candidates[0];
        foreach (int candidate in candidates[1..])
        {
            int difference = Math.Abs(candidate - length) - Math.Abs(nearest - length);
            if (difference < 0 || (difference == 0 && candidate < nearest))
            {
                nearest = candidate;
            }
        }

        return nearest;
    }
}
