namespace Dragoman.Data;

/// <summary>One pass over a corpus, encoded pool by pool.</summary>
internal sealed class PoolReader : IDisposable
{
    private readonly PairEncoder _encoder;
    private readonly int _poolPairs;
    private readonly ulong _key;
    private readonly IEnumerator<SentencePair> _sentences;
    private EncodedPair? _ahead;
    private ulong _number; // of the next pair in the corpus

    /// <summary>Opens a corpus.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="encoder">Makes the ids.</param>
    /// <param name="poolPairs">Most pairs of a pool.</param>
    /// <param name="key">Other keys, such as those of other epochs, give other ids where text is cut by chance.</param>
    public PoolReader(ICorpus corpus, PairEncoder encoder, int poolPairs, ulong key)
    {
        (_encoder, _poolPairs, _key) = (encoder, poolPairs, key);
        _sentences = corpus.Read().GetEnumerator();
        _ahead = ReadPair();
    }

    /// <summary>Whether no pair is left.</summary>
    public bool IsAtEnd => _ahead is null;

    /// <summary>Pairs that the encoder has left out so far.</summary>
    public long DroppedPairCount { get; private set; }

    /// <summary>Reads the next pool; it is smaller than wanted at the end of the corpus only.</summary>
    public EncodedPairs ReadPool()
    {
        EncodedPairs pool = new();
        while (pool.Count < _poolPairs && _ahead is EncodedPair pair)
        {
            pool.Add(pair);
            _ahead = ReadPair();
        }

        return pool;
    }

    public void Dispose() => _sentences.Dispose();

    private EncodedPair? ReadPair()
    {
        while (_sentences.MoveNext())
        {
            if (_encoder.EncodeAtRandom(_sentences.Current, RandomBits.Hash(_key, _number++)) is EncodedPair pair)
            {
                return pair;
            }

            DroppedPairCount++;
        }

        return null;
    }
}
