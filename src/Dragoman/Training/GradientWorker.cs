using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>One thread's share of a training step: its own tape, memory and gradients.</summary>
public sealed class GradientWorker
{
    private readonly Seq2SeqModel _model;
    private readonly SourceBatch _source = new();
    private readonly TargetBatch _target = new();
    private readonly Tape _tape;

    /// <summary>Makes a worker.</summary>
    /// <param name="model">The model, shared by all workers.</param>
    public GradientWorker(Seq2SeqModel model)
    {
        _model = model;
        Gradients = new GradientBuffer(model.Parameters.Trainable);
        _tape = new Tape(Gradients);
    }

    /// <summary>The gradients of the last batch share.</summary>
    public GradientBuffer Gradients { get; }

    /// <summary>Bytes that the worker's tape holds.</summary>
    public long ArenaBytes => _tape.Arena.CapacityInBytes;

    /// <summary>Computes loss and gradients of every <paramref name="stride"/>-th pair of a batch.</summary>
    /// <param name="batch">The whole batch, by falling target length.</param>
    /// <param name="first">First pair of the share.</param>
    /// <param name="stride">Number of workers; shares interleave so that they are equally long.</param>
    /// <param name="labelSmoothing">Share of the target probability spread over the vocabulary.</param>
    /// <param name="dropoutKey">Seed and update of the dropout masks.</param>
    /// <returns>The sum of the cross-entropies of the share's target tokens, in nats.</returns>
    public double Compute(PairBatch batch, int first, int stride, float labelSmoothing, (ulong Seed, ulong Update) dropoutKey)
    {
        Gradients.Clear();
        _tape.Reset();
        _source.Clear();
        _target.Clear();
        for (int i = first; i < batch.Count; i += stride)
        {
            _source.Add(batch.Source(i));
            _target.Add(batch.Target(i));
        }

        double loss = 0;
        if (_source.Count > 0)
        {
            _source.Build();
            _target.Build(Vocabulary.BosId);

            // Shares of one update must not repeat each other's masks.
            _tape.DropoutKey = (dropoutKey.Seed + ((ulong)first << 32), dropoutKey.Update);
            loss = _model.Loss(_tape, _source, _target, labelSmoothing, scale: 1f / batch.TargetTokenCount);
            _tape.Backward();
        }

        Gradients.Complete();
        return loss;
    }
}
