using System.Runtime.InteropServices;

namespace Dragoman.Text;

/// <summary>Learns a byte-pair encoding: merges the most frequent pair of symbols within words, again and again (Sennrich et al. 2016, algorithm 1).</summary>
/// <remarks>Of equally frequent pairs the one that is greater by code points is merged, as in subword-nmt, whose files these are.</remarks>
internal sealed class BytePairLearner
{
    private readonly List<string> _symbols = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<(int[] Symbols, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), PairUse> _pairs = [];
    private readonly PriorityQueue<(int Left, int Right), Rank> _queue = new();

    private BytePairLearner()
    {
    }

    /// <summary>Learns from sentences.</summary>
    /// <param name="sentences">Normalised sentences; words are what stands between white space.</param>
    /// <param name="options">How much.</param>
    internal static BytePairCodes Learn(IEnumerable<string> sentences, BytePairOptions options)
    {
        BytePairLearner learner = new();
        foreach ((string word, long count) in CountWords(sentences))
        {
            learner.Add(word, count);
        }

        return new BytePairCodes(learner.Merge(options.Merges, options.MinimumFrequency));
    }

    private static Dictionary<string, long> CountWords(IEnumerable<string> sentences)
    {
        Dictionary<string, long> counts = [];
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string sentence in sentences)
        {
            foreach (ReadOnlySpan<char> word in WhiteSpace.Words(sentence))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, word, out _)++;
            }
        }

        return counts;
    }

    private void Add(string word, long count)
    {
        List<int> symbols = [];
        for (int start = 0; start < word.Length;)
        {
            int length = CodePoint.Length(word, start);
            string character = word.Substring(start, length);
            start += length;
            symbols.Add(IdOf(start < word.Length ? character : character + BytePairCodes.WordEnd));
        }

        _words.Add(([.. symbols], count));
        for (int i = 1; i < symbols.Count; i++)
        {
            Use((symbols[i - 1], symbols[i]), _words.Count - 1, count);
        }
    }

    private List<(string, string)> Merge(int merges, int minimumFrequency)
    {
        foreach (((int, int) pair, PairUse use) in _pairs)
        {
            Enqueue(pair, use.Count);
        }

        List<(string, string)> merged = [];
        while (merged.Count < merges && _queue.TryDequeue(out (int Left, int Right) best, out Rank rank) && rank.Count >= minimumFrequency)
        {
            if (_pairs.TryGetValue(best, out PairUse? use) && use.Count == rank.Count) // Else it has been counted anew since.
            {
                merged.Add((_symbols[best.Left], _symbols[best.Right]));
                Merge(best, use);
            }
        }

        return merged;
    }

    private void Merge((int Left, int Right) pair, PairUse use)
    {
        int symbol = IdOf(_symbols[pair.Left] + _symbols[pair.Right]);
        _pairs.Remove(pair);
        HashSet<(int, int)> changed = [];
        foreach (int word in use.Words)
        {
            (int[] before, long count) = _words[word];
            int[] after = Merged(before, pair, symbol);
            if (after.Length == before.Length)
            {
                continue; // It lost the pair to an earlier merge.
            }

            _words[word] = (after, count);
            for (int i = 1; i < before.Length; i++)
            {
                Change((before[i - 1], before[i]), word, -count);
            }

            for (int i = 1; i < after.Length; i++)
            {
                Change((after[i - 1], after[i]), word, count);
            }
        }

        foreach ((int, int) other in changed)
        {
            Enqueue(other, _pairs[other].Count);
        }

        void Change((int, int) other, int word, long count)
        {
            if (other != pair)
            {
                Use(other, word, count);
                changed.Add(other);
            }
        }
    }

    /// <summary>A word with each occurrence of a pair, from the left, become one symbol.</summary>
    private static int[] Merged(int[] word, (int Left, int Right) pair, int symbol)
    {
        int length = 0;
        int[] merged = new int[word.Length];
        for (int i = 0; i < word.Length; i++)
        {
            bool isPair = word[i] == pair.Left && i + 1 < word.Length && word[i + 1] == pair.Right;
            merged[length++] = isPair ? symbol : word[i];
            i += isPair ? 1 : 0;
        }

        return merged[..length];
    }

    private void Use((int, int) pair, int word, long count)
    {
        ref PairUse? use = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, pair, out _);
        use ??= new PairUse();
        use.Count += count;
        if (count > 0)
        {
            use.Words.Add(word);
        }
    }

    private void Enqueue((int Left, int Right) pair, long count)
    {
        if (count > 0)
        {
            _queue.Enqueue(pair, new Rank(count, _symbols[pair.Left], _symbols[pair.Right]));
        }
    }

    private int IdOf(string symbol)
    {
        if (!_ids.TryGetValue(symbol, out int id))
        {
            id = _symbols.Count;
            _symbols.Add(symbol);
            _ids.Add(symbol, id);
        }

        return id;
    }

    /// <summary>How often a pair occurs, and in which words.</summary>
    private sealed class PairUse
    {
        internal long Count { get; set; }

        internal HashSet<int> Words { get; } = [];
    }

    /// <summary>The more frequent pair comes first, then the greater.</summary>
    private readonly record struct Rank(long Count, string Left, string Right) : IComparable<Rank>
    {
        public int CompareTo(Rank other)
        {
            int order = other.Count.CompareTo(Count);
            order = order != 0 ? order : CodePointOrder.Instance.Compare(other.Left, Left);
            return order != 0 ? order : CodePointOrder.Instance.Compare(other.Right, Right);
        }
    }
}
