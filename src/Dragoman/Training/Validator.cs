using Dragoman.Data;
using Dragoman.Distributed;
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
    private readonly RankGroup _ranks;
    private readonly BatchPlan _batches;
    private readonly Tape _tape = new();
    private readonly TrainingBatch _laidOut = new();

    /// <summary>Prepares validation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="ranks">The processes that share the work; null for this one alone.</param>
    public Validator(Seq2SeqModel model, EncodedPairs pairs, RankGroup? ranks = null)
    {
        (_model, _ranks) = (model, ranks ?? RankGroup.Alone);
        _batches = new BatchPlan(pairs, new BatchingOptions(BatchSize, BucketBatches: 10_000));
    }

    /// <summary>Whether there are pairs to measure on.</summary>
    public bool HasPairs => _batches.Count > 0;

    /// <summary>Measures.</summary>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Cross-entropy in nats per target token, without label smoothing and dropout.</returns>
    public double Loss(CancellationToken cancellation = default)
    {
        List<PairBatch> parts = [.. Parts()];
        double[] losses = new double[parts.Count];
        for (int part = _ranks.Rank; part < parts.Count; part += _ranks.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            losses[part] = Measure(parts[part]);
        }

        double[] all = new double[losses.Length * _ranks.Count];
        _ranks.AllGather(losses, all.AsSpan());
        double loss = 0;
        for (int part = 0; part < losses.Length; part++)
        {
            loss += all[(part % _ranks.Count * losses.Length) + part];
        }

        return loss / parts.Sum(part => (long)part.TargetTokenCount);
    }

    /// <summary>Measures some pairs of a batch, to see whether the model still gives numbers.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>Cross-entropy in nats per target token.</returns>
    internal double Probe(PairBatch batch)
    {
        PairBatch first = batch.Slice(0, Math.Min(batch.Count, BatchSize));
        PairBatch part = first.Slice(0, CountTogether(first, 0));
        return Measure(part) / part.TargetTokenCount;
    }

    /// <summary>All pairs, cut into what is measured together.</summary>
    private IEnumerable<PairBatch> Parts()
    {
        for (int i = 0; i < _batches.Count; i++)
        {
            PairBatch batch = _batches[i];
            for (int first = 0, count; first < batch.Count; first += count)
            {
                count = CountTogether(batch, first);
                yield return batch.Slice(first, count);
            }
        }
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
