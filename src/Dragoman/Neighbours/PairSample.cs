using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Numerics.Random;

namespace Dragoman.Neighbours;

/// <summary>Picks pairs of a corpus at random, as many as it takes to see a number of states, and reads them for a model.</summary>
/// <param name="source">Reads source sentences.</param>
/// <param name="target">Reads translations.</param>
/// <param name="limit">Most tokens read of a sentence.</param>
/// <param name="counter">Counts the pairs that are picked, and those passed over.</param>
internal sealed class PairSample(SentenceReader source, SentenceReader target, int limit, CorpusReadingCounter counter)
{
    /// <summary>Picks pairs; which ones depends on the corpus and the seed alone.</summary>
    /// <param name="corpus">The corpus; pairs with a blank side are passed over.</param>
    /// <param name="states">States that are to be seen on either side; every pair gives one at least.</param>
    /// <param name="seed">Another seed picks other pairs.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    internal IReadOnlyList<ReadPair> Pick(ICorpus corpus, int states, ulong seed, CancellationToken cancellationToken)
    {
        // The pairs with the smallest numbers drawn are kept, the largest of which is on top of the heap.
        SplitMix64 random = new(SplitMix64.Mix(seed));
        PriorityQueue<SentencePair, ulong> kept = new(Comparer<ulong>.Create(static (a, b) => b.CompareTo(a)));
        foreach (SentencePair pair in corpus.ReadAll())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pair.IsBlank)
            {
                counter.AddLeftOut();
                continue;
            }

            ulong number = random.NextBits();
            if (kept.Count < states)
            {
                kept.Enqueue(pair, number);
            }
            else if (kept.TryPeek(out _, out ulong largest) && number < largest)
            {
                kept.DequeueEnqueue(pair, number);
            }
        }

        SentencePair[] order = [.. kept.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];
        return ReadEnough(order, states, cancellationToken);
    }

    private List<ReadPair> ReadEnough(IEnumerable<SentencePair> pairs, int states, CancellationToken cancellationToken)
    {
        List<ReadPair> read = [];
        (long sources, long targets) = (0, 0);
        foreach (SentencePair pair in pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sources >= states && targets >= states)
            {
                break;
            }

            (ReadSentence left, ReadSentence right) = (source.Read(pair.Source, limit), target.Read(pair.Target, limit));
            if (left.IsBlank || right.IsBlank)
            {
                counter.AddLeftOut();
            }
            else
            {
                counter.Add(left.Ids, right.Ids, left.IsCut || right.IsCut);
                read.Add(new ReadPair(pair, left.Ids, right.Ids, (int)Math.Min(sources, states), (int)Math.Min(targets, states)));
                (sources, targets) = (sources + left.Ids.Length, targets + right.Ids.Length);
            }
        }

        return read;
    }
}

/// <summary>A pair as a model reads it.</summary>
/// <param name="Text">The sentences.</param>
/// <param name="Source">[source_time] Source ids.</param>
/// <param name="Target">[target_time] Target ids, with the end token.</param>
/// <param name="SourceRow">Where its encoder states begin among those of all pairs.</param>
/// <param name="TargetRow">Where its decoder states and contexts begin.</param>
internal sealed record ReadPair(SentencePair Text, int[] Source, int[] Target, int SourceRow, int TargetRow);
