using Dragoman.Options;

namespace Dragoman.Data;

/// <summary>Corpora read in turns, so that at every point each has given its share of the pairs; a corpus that ends begins again.</summary>
/// <remarks>
/// The shares are as the weights, to less than one pair of each corpus wherever reading stops (<see cref="MixtureTurns"/>). A pass ends when every corpus has
/// been read in full at least once; the one that is largest for its weight has been read just once then. The order depends on the corpora and their weights only.
/// </remarks>
/// <example><code>
/// MixedCorpus corpus = new(new(new TsvCorpus("general.tsv"), Weight: 1), new(new TsvCorpus("domain.tsv"), Weight: 3));
/// </code></example>
public sealed class MixedCorpus : ICorpus
{
    private readonly IReadOnlyList<WeightedCorpus> _parts;
    private readonly IReadOnlyList<long> _shares;

    /// <summary>Makes a mixture.</summary>
    /// <param name="parts">The corpora, at least one, with their weights.</param>
    /// <exception cref="ArgumentException">There is no corpus.</exception>
    /// <exception cref="ConfigurationException">A weight is not positive or not finite, or the weights have too many digits.</exception>
    public MixedCorpus(params IReadOnlyList<WeightedCorpus> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("A mixture needs at least one corpus.", nameof(parts));
        }

        if (parts.Any(part => part?.Corpus is null))
        {
            throw new ArgumentException("A part of the mixture, or its corpus, is null.", nameof(parts));
        }

        (_parts, _shares) = ([.. parts], MixtureTurns.SharesOf(parts));
        Name = string.Join(" and ", parts.Select(part => FormattableString.Invariant($"{part.Corpus.Name} (weight {part.Weight})")));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The pairs of all corpora, each once, one corpus after the other.</summary>
    internal ICorpus Once => new OneAfterTheOther(Name, [.. _parts.Select(part => part.Corpus)]);

    /// <inheritdoc/>
    public IEnumerable<SentencePair> Read() => ReadAll().Where(pair => !pair.IsBlank);

    /// <summary>Reads the pairs from the start, and where a corpus has pairs with a blank side, those, too, which take no turn.</summary>
    /// <exception cref="CorpusFormatException">Thrown while reading: a file is missing, empty or damaged, or a corpus has no pair without a blank side.</exception>
    public IEnumerable<SentencePair> ReadAll()
    {
        MixturePart[] parts = [.. _parts.Select(part => new MixturePart(part.Corpus))];
        try
        {
            foreach (SentencePair blank in parts.SelectMany(part => part.Begin()))
            {
                yield return blank;
            }

            for (MixtureTurns turns = new(_shares); parts.Any(part => !part.WasReadInFull);)
            {
                MixturePart part = parts[turns.Next()];
                foreach (SentencePair pair in part.Take())
                {
                    yield return pair;
                }
            }
        }
        finally
        {
            Array.ForEach(parts, part => part.Dispose());
        }
    }

    /// <summary>A mixture of parts of the corpora, with the same weights, so that the shares hold in it, too.</summary>
    /// <param name="choose">Takes a part of a corpus.</param>
    internal MixedCorpus Select(Func<ICorpus, ICorpus> choose) => new([.. _parts.Select(part => part with { Corpus = choose(part.Corpus) })]);

    private sealed class OneAfterTheOther(string name, IReadOnlyList<ICorpus> parts) : ICorpus
    {
        public string Name => name;

        public IEnumerable<SentencePair> Read() => parts.SelectMany(part => part.Read());

        public IEnumerable<SentencePair> ReadAll() => parts.SelectMany(part => part.ReadAll());
    }
}

/// <summary>A corpus of a mixture.</summary>
/// <param name="Corpus">The corpus.</param>
/// <param name="Weight">Its share of the pairs, in proportion to the weights of the others; positive.</param>
public sealed record WeightedCorpus(ICorpus Corpus, double Weight);
