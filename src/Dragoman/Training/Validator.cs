using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>Mean cross-entropy of a model on pairs that it is not trained on.</summary>
public sealed class Validator
{
    private const int BatchSize = 64;

    private readonly Seq2SeqModel _model;
    private readonly BatchPlan _batches;
    private readonly Tape _tape = new();
    private readonly SourceBatch _source = new();
    private readonly TargetBatch _target = new();

    /// <summary>Prepares validation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs.</param>
    public Validator(Seq2SeqModel model, EncodedPairs pairs)
    {
        _model = model;
        _batches = new BatchPlan(pairs, new BatchingOptions(BatchSize, BucketBatches: 10_000));
    }

    /// <summary>Measures.</summary>
    /// <returns>Cross-entropy in nats a target token, without label smoothing and dropout.</returns>
    public double Loss()
    {
        double loss = 0;
        long tokens = 0;
        for (int i = 0; i < _batches.Count; i++)
        {
            PairBatch batch = _batches[i];
            _tape.Reset();
            _source.Clear();
            _target.Clear();
            for (int row = 0; row < batch.Count; row++)
            {
                _source.Add(batch.Source(row));
                _target.Add(batch.Target(row));
            }

            _source.Build();
            _target.Build(Vocabulary.BosId);
            loss += _model.Loss(_tape, _source, _target, labelSmoothing: 0f, scale: 0f);
            tokens += batch.TargetTokenCount;
        }

        return loss / tokens;
    }
}
