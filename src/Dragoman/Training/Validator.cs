using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;

namespace Dragoman.Training;

/// <summary>Mean cross-entropy of a model on pairs that it is not trained on.</summary>
internal sealed class Validator
{
    private const int BatchSize = 64;
    private const int BatchTokens = 32_768; // Of the longer side; a batch that has more is measured in parts.

    private readonly Seq2SeqModel _model;
    private readonly BatchPlan _batches;
    private readonly Tape _tape = new();
    private readonly TrainingBatch _laidOut = new();

    /// <summary>Prepares validation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs.</param>
    public Validator(Seq2SeqModel model, EncodedPairs pairs)
    {
        _model = model;
        _batches = new BatchPlan(pairs, new BatchingOptions(BatchSize, BucketBatches: 10_000));
    }

    /// <summary>Whether there are pairs to measure on.</summary>
    public bool HasPairs => _batches.Count > 0;

    /// <summary>Measures.</summary>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Cross-entropy in nats per target token, without label smoothing and dropout.</returns>
    public double Loss(CancellationToken cancellation = default)
    {
        double loss = 0;
        long tokens = 0;
        for (int i = 0; i < _batches.Count; i++)
        {
            PairBatch batch = _batches[i];
            for (int first = 0, count; first < batch.Count; first += count)
            {
                cancellation.ThrowIfCancellationRequested();
                count = CountTogether(batch, first);
                loss += Measure(batch.Slice(first, count));
            }

            tokens += batch.TargetTokenCount;
        }

        return loss / tokens;
    }

    /// <summary>Measures some pairs of a batch, to see whether the model still gives numbers.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>The sum over their target tokens, in nats.</returns>
    internal double Probe(PairBatch batch)
    {
        PairBatch first = batch.Slice(0, Math.Min(batch.Count, BatchSize));
        return Measure(first.Slice(0, CountTogether(first, 0)));
    }

    /// <summary>Pairs from one on that are measured together; at least one.</summary>
    private static int CountTogether(PairBatch batch, int first)
    {
        int count = 0;
        for (long tokens = 0; first + count < batch.Count; count++)
        {
            tokens += Math.Max(batch.Source(first + count).Length, batch.Target(first + count).Length);
            if (count > 0 && tokens > BatchTokens)
            {
                break;
            }
        }

        return count;
    }

    private double Measure(PairBatch batch)
    {
        _tape.Reset();
        _laidOut.Load(batch);
        return _model.Loss(_tape, _laidOut.Source, _laidOut.Target, labelSmoothing: 0f, scale: 0f);
    }
}
