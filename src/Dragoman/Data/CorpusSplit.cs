using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>Divides a corpus by distinct source sentence: all translations of one sentence land in the same part.</summary>
/// <remarks>
/// The part depends on the sentence and the seed only, not on the order or the size of the corpus, so that a grown corpus keeps its
/// test sentences. The shares hold on average.
/// </remarks>
public sealed class CorpusSplit
{
    private readonly double _testEnd;
    private readonly double _validationEnd;
    private readonly ulong _seed;
    private readonly TextNormalizer? _normalizer;

    /// <summary>Makes a split.</summary>
    /// <param name="validationShare">Share of distinct source sentences for validation, 0 to 1.</param>
    /// <param name="testShare">Share of distinct source sentences for the test, 0 to 1; both shares together at most 1.</param>
    /// <param name="seed">Another seed gives another split.</param>
    /// <param name="normalizer">If given, sentences that differ before this cleaning only count as the same sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is outside its range.</exception>
    public CorpusSplit(double validationShare, double testShare, ulong seed = 0, TextNormalizer? normalizer = null)
    {
        ThrowUnlessShare(validationShare, nameof(validationShare));
        ThrowUnlessShare(testShare, nameof(testShare));
        ThrowUnlessShare(validationShare + testShare, nameof(testShare));
        (_testEnd, _validationEnd, _seed, _normalizer) = (testShare, testShare + validationShare, seed, normalizer);
    }

    private CorpusSplit((double Test, double Validation) ends, ulong seed, TextNormalizer? normalizer)
    {
        (_testEnd, _validationEnd, _seed, _normalizer) = (ends.Test, ends.Validation, seed, normalizer);
    }

    /// <summary>Makes a split whose validation and test parts have given numbers of distinct source sentences.</summary>
    /// <param name="corpus">The corpus; it is read once.</param>
    /// <param name="validationCount">Distinct source sentences for validation, at least 0.</param>
    /// <param name="testCount">Distinct source sentences for the test, at least 0.</param>
    /// <param name="seed">Another seed gives another split.</param>
    /// <param name="normalizer">If given, sentences that differ before this cleaning only count as the same sentence.</param>
    /// <exception cref="ArgumentException">A count is negative, or nothing would be left for training.</exception>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged.</exception>
    public static CorpusSplit WithCounts(
        ICorpus corpus, int validationCount, int testCount, ulong seed = 0, TextNormalizer? normalizer = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentOutOfRangeException.ThrowIfNegative(validationCount);
        ArgumentOutOfRangeException.ThrowIfNegative(testCount);
        CorpusSplit whole = new(0, 0, seed, normalizer);
        ICorpus distinct = corpus is MixedCorpus mixture ? mixture.Once : corpus;
        double[] places = [.. distinct.Read().Select(pair => whole.PlaceOf(pair.Source)).Distinct().Order()];
        long held = (long)validationCount + testCount;
        if (held >= places.Length)
        {
            throw new ArgumentException(
                $"{corpus.Name} has {places.Length} distinct source sentences, but {held} are to be held out ({validationCount} for validation, " +
                $"{testCount} for the test), which leaves none to train on. Hold out fewer.",
                nameof(testCount));
        }

        return new CorpusSplit((places[testCount], places[held]), seed, normalizer);
    }

    /// <summary>The part in which a source sentence lies.</summary>
    /// <param name="source">The raw source sentence.</param>
    public CorpusPart PartOf(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        double place = PlaceOf(source);
        return place < _testEnd ? CorpusPart.Test
            : place < _validationEnd ? CorpusPart.Validation
            : CorpusPart.Train;
    }

    /// <summary>One part of a corpus, read through from the whole.</summary>
    /// <remarks>
    /// What is to train on of a mixture is a mixture again, in which the weights hold; what is held out is in it as often as in its corpora, whatever the weights.
    /// </remarks>
    /// <param name="corpus">The whole corpus.</param>
    /// <param name="part">The part wanted.</param>
    public ICorpus Select(ICorpus corpus, CorpusPart part)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        if (!Enum.IsDefined(part))
        {
            throw new ArgumentOutOfRangeException(nameof(part), part, "There is no such part.");
        }

        return (corpus, part) switch
        {
            (MixedCorpus mixture, CorpusPart.Train) => mixture.Select(whole => Select(whole, part)),
            (MixedCorpus mixture, _) => new PartCorpus(mixture.Once, this, part),
            _ => new PartCorpus(corpus, this, part),
        };
    }

    /// <summary>A number from 0 to 1 that depends on sentence and seed only.</summary>
    private double PlaceOf(string source) =>
        RandomBits.ToUnitInterval(RandomBits.Hash(_normalizer?.Normalize(source) ?? source, _seed));

    private static void ThrowUnlessShare(double share, string name)
    {
        if (share is not (>= 0 and <= 1)) // Also catches NaN.
        {
            throw new ArgumentOutOfRangeException(name, share, "Shares must be 0 to 1, and together at most 1.");
        }
    }

    private sealed class PartCorpus(ICorpus whole, CorpusSplit split, CorpusPart part) : ICorpus
    {
        public string Name => $"{whole.Name} ({part} part)";

        public IEnumerable<SentencePair> Read() => whole.Read().Where(pair => split.PartOf(pair.Source) == part);

        /// <summary>Pairs with a blank side count as pairs to train on, so that they are counted once.</summary>
        public IEnumerable<SentencePair> ReadAll() =>
            whole.ReadAll().Where(pair => (pair.IsBlank ? CorpusPart.Train : split.PartOf(pair.Source)) == part);
    }
}

/// <summary>What a share of a corpus is for.</summary>
public enum CorpusPart
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose options and the best checkpoint.</summary>
    Validation,

    /// <summary>To measure the finished model once.</summary>
    Test,
}
