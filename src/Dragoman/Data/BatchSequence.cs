namespace Dragoman.Data;

/// <summary>The endless, reproducible sequence of training batches, epoch after epoch, from any position.</summary>
/// <remarks>
/// A corpus of at most <see cref="BatchingOptions.PoolPairs"/> pairs is read once and kept in memory as ids; a larger one is read
/// again in each epoch, one pool at a time, as is one whose text is cut by chance. A sequence opened at a position goes on exactly as one that ran to it. Not safe for several
/// threads; the batches handed out are.
/// </remarks>
internal sealed class BatchSequence : IDisposable
{
    private readonly Func<long, PoolReader>? _open; // of an epoch
    private readonly bool _keeps;
    private readonly BatchingOptions _options;
    private readonly string _name;
    private PoolReader? _reader;
    private EncodedPairs? _resident;
    private BatchPlan? _plan;
    private long _planStart;
    private long _pool;

    private BatchSequence(ICorpus corpus, PairEncoder encoder, BatchingOptions options)
        : this(corpus.Name, options)
    {
        _open = epoch => new PoolReader(corpus, encoder, options.PoolPairs, RandomBits.Hash(options.ShuffleSeed, (ulong)epoch));
        _keeps = !encoder.CutsAtRandom;
    }

    private BatchSequence(EncodedPairs pairs, BatchingOptions options)
        : this("encoded pairs", options)
    {
        _resident = pairs;
    }

    private BatchSequence(string name, BatchingOptions options)
    {
        options.ThrowIfInvalid();
        (_name, _options) = (name, options);
    }

    /// <summary>The position of the batch that <see cref="Next"/> will return.</summary>
    public DataPosition Position { get; private set; }

    /// <summary>Batches in the latest epoch that was read to its end; null before. Known at once for a corpus kept in memory.</summary>
    /// <remarks>With a batch size in tokens it varies a little from epoch to epoch.</remarks>
    public long? BatchesPerEpoch { get; private set; }

    /// <summary>Number of pairs of a corpus kept in memory; null when it is read again.</summary>
    public int? PairCount => _resident?.Count;

    /// <summary>The pairs of a corpus kept in memory; null when it is read again.</summary>
    internal EncodedPairs? Resident => _resident;

    /// <summary>Pairs left out of the latest pass over the corpus: too long, or without any token on one side.</summary>
    public long DroppedPairCount { get; private set; }

    /// <summary>Opens the batches of a corpus.</summary>
    /// <param name="corpus">The corpus; a streamed one must not change while it is in use.</param>
    /// <param name="encoder">Makes the ids.</param>
    /// <param name="options">Sizes and seed; null: the defaults.</param>
    /// <param name="start">The first batch wanted, such as the <see cref="Position"/> at which an earlier run stopped.</param>
    /// <exception cref="CorpusFormatException">A file is missing, empty or damaged, or no pair is left after encoding.</exception>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="NoSuchBatchException">The epoch of <paramref name="start"/> has no such batch.</exception>
    public static BatchSequence Open(
        ICorpus corpus, PairEncoder encoder, BatchingOptions? options = null, DataPosition start = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(encoder);
        return Open(new BatchSequence(corpus, encoder, options ?? new BatchingOptions()), start);
    }

    /// <summary>Opens the batches of pairs that are encoded already.</summary>
    /// <param name="pairs">The pairs, at least one.</param>
    /// <param name="options">Sizes and seed; null: the defaults.</param>
    /// <param name="start">The first batch wanted, such as the <see cref="Position"/> at which an earlier run stopped.</param>
    /// <exception cref="CorpusFormatException">There is no pair.</exception>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="NoSuchBatchException">The epoch of <paramref name="start"/> has no such batch.</exception>
    public static BatchSequence Open(EncodedPairs pairs, BatchingOptions? options = null, DataPosition start = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return Open(new BatchSequence(pairs, options ?? new BatchingOptions()), start);
    }

    /// <summary>Returns the next batch and moves on, into the next epoch after the last batch of one.</summary>
    /// <returns>The batch; it stays valid.</returns>
    /// <exception cref="CorpusFormatException">A file of a streamed corpus is damaged.</exception>
    public PairBatch Next()
    {
        BatchPlan plan = PlanOf(Position.Batch);
        PairBatch batch = plan[(int)(Position.Batch - _planStart)];
        long next = Position.Batch + 1;
        if (next == _planStart + plan.Count && IsLastPool)
        {
            BeginEpoch(Position.Epoch + 1);
        }
        else
        {
            Position = Position with { Batch = next };
        }

        return batch;
    }

    /// <summary>Closes the files of a streamed corpus.</summary>
    public void Dispose() => _reader?.Dispose();

    private bool IsLastPool => _reader is null or { IsAtEnd: true };

    private static BatchSequence Open(BatchSequence sequence, DataPosition start)
    {
        try
        {
            ArgumentOutOfRangeException.ThrowIfNegative(start.Epoch, nameof(start));
            ArgumentOutOfRangeException.ThrowIfNegative(start.Batch, nameof(start));
            sequence.BeginEpoch(start.Epoch);
            sequence.PlanOf(start.Batch);
            sequence.Position = start;
            return sequence;
        }
        catch
        {
            sequence.Dispose();
            throw;
        }
    }

    private void BeginEpoch(long epoch)
    {
        _reader?.Dispose();
        (_reader, _plan, _planStart, _pool) = (null, null, 0, 0);
        Position = new DataPosition(epoch, 0);
    }

    /// <summary>The plan that holds a batch of the present epoch: the present one or a later one.</summary>
    private BatchPlan PlanOf(long batch)
    {
        _plan ??= PlanNextPool();
        while (batch >= _planStart + _plan.Count)
        {
            if (IsLastPool)
            {
                throw new NoSuchBatchException(
                    nameof(batch),
                    batch,
                    $"{_name}: epoch {Position.Epoch} has {BatchesPerEpoch} batches. Resume with the corpus and options of the first run.");
            }

            _planStart += _plan.Count;
            _pool++;
            _plan = PlanNextPool();
        }

        return _plan;
    }

    private BatchPlan PlanNextPool()
    {
        EncodedPairs pairs = _resident ?? ReadPool();
        BatchPlan plan = new(pairs, _options, Position.Epoch, _pool);
        if (plan.Count == 0)
        {
            throw new CorpusFormatException(_name, null, $"no pair is left to train on; {DroppedPairCount} were empty or too long.");
        }

        if (IsLastPool)
        {
            BatchesPerEpoch = _planStart + plan.Count;
        }

        return plan;
    }

    private EncodedPairs ReadPool()
    {
        _reader ??= _open!(Position.Epoch); // Without a way to read, all pairs are resident.
        EncodedPairs pairs = _reader.ReadPool();
        DroppedPairCount = _reader.DroppedPairCount;
        if (_keeps && _reader.IsAtEnd && _pool == 0)
        {
            _resident = pairs;
            _reader.Dispose();
            _reader = null;
        }

        return pairs;
    }
}

/// <summary>The place of a batch in the endless sequence of batches.</summary>
/// <param name="Epoch">The pass over the corpus, from 0.</param>
/// <param name="Batch">The batch within the epoch, from 0.</param>
internal readonly record struct DataPosition(long Epoch, long Batch);

/// <summary>An epoch has fewer batches than were asked for.</summary>
/// <param name="name">Name of the argument.</param>
/// <param name="batch">The batch that was asked for.</param>
/// <param name="message">How many there are.</param>
internal sealed class NoSuchBatchException(string name, object batch, string message) : ArgumentOutOfRangeException(name, batch, message);
