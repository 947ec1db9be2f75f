namespace Dragoman.Data;

/// <summary>One pass over a corpus, encoded pool by pool.</summary>
internal sealed class PoolReader : IDisposable
{
    private readonly PairEncoder _encoder;
    private readonly int _poolPairs;
    private readonly IEnumerator<SentencePair> _sentences;
    private EncodedPair? _ahead;

    public PoolReader(ICorpus corpus, PairEncoder encoder, int poolPairs)
    {
        (_encoder, _poolPairs) = (encoder, poolPairs);
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
            if (_encoder.Encode(_sentences.Current) is EncodedPair pair)
            {
                return pair;
            }

            DroppedPairCount++;
        }

        return null;
    }
}
