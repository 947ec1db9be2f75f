using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Shortlists;

/// <summary>How probable target words are as translations of source words: t(f | e), learnt from pairs by expectation maximisation.</summary>
/// <remarks>
/// Brown et al. 1993, "The Mathematics of Statistical Machine Translation", model 1: each word f_j of a target comes from a word e_i of its source or from the
/// empty word e_0, all of them equally likely, so that Σ_j t(f_j | e_i) / Σ_i' t(f_j | e_i') is what a pair adds to the expected count of (e_i, f_j). Words that
/// never meet have no place in memory, and of a source word only the <see cref="MostCandidates"/> target words that it meets most; a candidate takes 8 bytes,
/// and each target word of the corpus 8. A word's counts are summed in the order of the pairs by one thread, so the result is the same on any number of them.
/// </remarks>
internal sealed class LexicalModel
{
    /// <summary>Most target words that are considered for a source word.</summary>
    internal const int MostCandidates = 2_000;

    private const float LeastProbability = 1e-5f; // below it a translation is chance
    private const int PairsAtOnce = 256;

    private readonly WordOccurrences _words;
    private readonly int[][] _candidates; // [source vocab] of rising target words
    private readonly float[][] _probabilities; // [source vocab] of each of them
    private readonly float[] _ofNothing; // [target vocab] t(f | e_0)
    private readonly double[] _sums; // [target words] Σ_i t(f_j | e_i)

    private LexicalModel(WordOccurrences words, int sourceVocabularySize, int targetVocabularySize)
    {
        _words = words;
        (_candidates, _probabilities) = (new int[sourceVocabularySize][], new float[sourceVocabularySize][]);
        _ofNothing = new float[targetVocabularySize];
        _sums = new double[words.TargetStarts[^1]];
    }

    /// <summary>Learns.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="sourceVocabularySize">Number of source tokens.</param>
    /// <param name="targetVocabularySize">Number of target tokens.</param>
    /// <param name="iterations">Times that all pairs are counted, at least 1.</param>
    /// <param name="progress">Told the share of the work that is done; null for nobody.</param>
    /// <param name="cancellationToken">Stops between two iterations.</param>
    internal static LexicalModel Learn(
        EncodedPairs pairs, int sourceVocabularySize, int targetVocabularySize, int iterations, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        LexicalModel model = new(new WordOccurrences(pairs, sourceVocabularySize), sourceVocabularySize, targetVocabularySize);
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isFirst = iteration == 0;
            model.SumUp(isFirst);
            Parallel.For(0, sourceVocabularySize, () => new Scratch(targetVocabularySize, isFirst ? 1f : 0f), (word, _, scratch) => model.Count(word, isFirst, scratch), _ => { });
            model.CountNothing(isFirst);
            progress?.Report((iteration + 1.0) / iterations);
        }

        return model;
    }

    /// <summary>t(f | e).</summary>
    /// <param name="source">The source word; null for the empty word.</param>
    /// <param name="target">The target word.</param>
    internal float this[int? source, int target] => source is not { } word ? _ofNothing[target]
        : Array.BinarySearch(_candidates[word], target) is >= 0 and var place ? _probabilities[word][place]
        : 0f;

    /// <summary>The most probable translations of a source word, the best first, without special tokens and what is hardly one.</summary>
    /// <param name="source">The word.</param>
    /// <param name="count">Most translations.</param>
    internal IEnumerable<(int Target, float Probability)> Best(int source, int count) => _candidates[source].Zip(_probabilities[source])
        .Where(candidate => candidate.First >= Vocabulary.SpecialCount && candidate.Second >= LeastProbability)
        .OrderByDescending(candidate => candidate.Second).ThenBy(candidate => candidate.First)
        .Take(count);

    /// <summary>For each target word, the sum of its probabilities; at first all of them count the same.</summary>
    private void SumUp(bool isFirst) => Parallel.For(0, (_words.Count + PairsAtOnce - 1) / PairsAtOnce, chunk =>
    {
        int end = Math.Min((chunk + 1) * PairsAtOnce, _words.Count);
        for (int pair = chunk * PairsAtOnce; pair < end; pair++)
        {
            ReadOnlySpan<int> source = _words.Source(pair);
            ReadOnlySpan<int> target = _words.Target(pair);
            Span<double> sums = _sums.AsSpan(_words.TargetStarts[pair], target.Length);
            if (isFirst)
            {
                sums.Fill(source.Length + 1);
                continue;
            }

            for (int j = 0; j < target.Length; j++)
            {
                sums[j] = _ofNothing[target[j]];
            }

            foreach (int word in source)
            {
                (int[] candidates, float[] probabilities) = (_candidates[word], _probabilities[word]);
                for (int j = 0; j < target.Length; j++)
                {
                    int place = candidates.AsSpan().BinarySearch(target[j]);
                    sums[j] += place >= 0 ? probabilities[place] : 0f;
                }
            }
        }
    });

    /// <summary>Counts what a source word is expected to have been translated to, and makes it probabilities.</summary>
    private Scratch Count(int word, bool isFirst, Scratch scratch)
    {
        int[] candidates = isFirst ? [] : _candidates[word];
        for (int i = 0; i < candidates.Length; i++)
        {
            scratch.Given[candidates[i]] = _probabilities[word][i];
        }

        foreach (int pair in _words.PairsOf(word))
        {
            AddCounts(pair, scratch.Given, scratch.Counts, scratch.Met);
        }

        Array.ForEach(candidates, candidate => scratch.Given[candidate] = 0f);
        (_candidates[word], _probabilities[word]) = scratch.TakeBest();
        return scratch;
    }

    private void CountNothing(bool isFirst)
    {
        Scratch scratch = new(_ofNothing.Length, given: 0f);
        if (isFirst)
        {
            Array.Fill(_ofNothing, 1f);
        }

        for (int pair = 0; pair < _words.Count; pair++)
        {
            AddCounts(pair, _ofNothing, scratch.Counts, scratch.Met);
        }

        double sum = scratch.Counts.Sum();
        for (int target = 0; target < _ofNothing.Length; target++)
        {
            _ofNothing[target] = sum > 0 ? (float)(scratch.Counts[target] / sum) : 0f;
        }
    }

    private void AddCounts(int pair, float[] given, double[] counts, List<int> met)
    {
        ReadOnlySpan<int> target = _words.Target(pair);
        ReadOnlySpan<double> sums = _sums.AsSpan(_words.TargetStarts[pair], target.Length);
        for (int j = 0; j < target.Length; j++)
        {
            int word = target[j];
            if (given[word] > 0f)
            {
                if (counts[word] == 0)
                {
                    met.Add(word);
                }

                counts[word] += given[word] / sums[j];
            }
        }
    }

    /// <summary>Memory of a thread.</summary>
    /// <param name="targetVocabularySize">Number of target words.</param>
    /// <param name="given">The probability of each word before anything is learnt.</param>
    private sealed class Scratch(int targetVocabularySize, float given)
    {
        /// <summary>[target vocab] Probabilities before; 0 for what is not considered.</summary>
        internal float[] Given { get; } = [.. Enumerable.Repeat(given, targetVocabularySize)];

        /// <summary>[target vocab] Expected counts.</summary>
        internal double[] Counts { get; } = new double[targetVocabularySize];

        /// <summary>The target words with a count.</summary>
        internal List<int> Met { get; } = [];

        /// <summary>The target words with the highest counts, rising, and their probabilities; no word has a count afterwards.</summary>
        internal (int[] Candidates, float[] Probabilities) TakeBest()
        {
            double sum = 0;
            Met.Sort();
            foreach (int word in Met)
            {
                sum += Counts[word];
            }

            int[] kept = Met.Count <= MostCandidates
                ? [.. Met]
                : [.. Met.OrderByDescending(word => Counts[word]).ThenBy(word => word).Take(MostCandidates).Order()];
            float[] probabilities = [.. kept.Select(word => (float)(Counts[word] / sum))];
            foreach (int word in Met)
            {
                Counts[word] = 0;
            }

            Met.Clear();
            return (kept, probabilities);
        }
    }
}
