using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Optimization;

/// <summary>One thread's share of a training step: its own tape, memory and gradients.</summary>
internal sealed class GradientWorker
{
    private readonly Seq2SeqModel _model;
    private readonly int _parts;
    private readonly TrainingBatch _share = new();
    private readonly Tape _tape;
    private readonly ScheduledSampling _sampling;
    private readonly Action<int, DecoderStep> _teachWeights;
    private Objective _objective;
    private float _scale;
    private double _weightsLoss;

    /// <summary>Makes a worker.</summary>
    /// <param name="model">The model, shared by all workers.</param>
    /// <param name="parts">Parts in which a share is worked through, one after the other in the same memory; at least 1.</param>
    public GradientWorker(Seq2SeqModel model, int parts = 1)
    {
        (_model, _parts) = (model, parts);
        Gradients = new GradientBuffer(model.Parameters);
        _tape = new Tape(Gradients);
        _sampling = new ScheduledSampling(model);
        _teachWeights = TeachWeights;
    }

    /// <summary>The gradients of the last batch share.</summary>
    public GradientBuffer Gradients { get; }

    /// <summary>Bytes that the worker's tape holds.</summary>
    public long ArenaBytes => _tape.Arena.CapacityInBytes;

    /// <summary>Computes loss and gradients of every <paramref name="stride"/>-th pair of a batch.</summary>
    /// <param name="batch">The whole batch, by falling target length.</param>
    /// <param name="first">First pair of the share.</param>
    /// <param name="stride">Number of workers; shares interleave so that they are equally long.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="dropoutKey">Seed and update of the dropout masks.</param>
    /// <param name="onStageDone">Called when a stage of the model is played back for the last time (<see cref="Tape.Backward()"/>); may be null.</param>
    /// <returns>The sum of the losses of the share's target tokens, in nats: cross-entropy, and what the attention weights cost.</returns>
    /// <exception cref="InvalidOperationException">Attention is to be guided, but the model has none.</exception>
    public double Compute(
        PairBatch batch, int first, int stride, Objective objective, (ulong Seed, ulong Update) dropoutKey, Action<int>? onStageDone = null)
    {
        Gradients.Clear();
        double loss = 0;
        for (int part = 0; part < _parts; part++)
        {
            bool isLast = part == _parts - 1;
            loss += ComputePart(batch, first + (part * stride), stride * _parts, objective, dropoutKey, isLast ? onStageDone : null);
        }

        Gradients.Complete();
        return loss;
    }

    /// <summary>Adds the gradients of every so-many-th pair.</summary>
    private double ComputePart(
        PairBatch batch, int first, int stride, Objective objective, (ulong Seed, ulong Update) dropoutKey, Action<int>? onStageDone)
    {
        _tape.Reset();
        _share.Load(batch, first, stride);
        if (_share.Source.Count == 0)
        {
            onStageDone?.Invoke(0);
            return 0;
        }

        // Shares and parts of one update must not repeat each other's masks.
        (ulong Seed, ulong Update) key = (dropoutKey.Seed + ((ulong)first << 32), dropoutKey.Update);
        _tape.DropoutKey = key;
        if (objective.SampledInputs > 0f)
        {
            _sampling.Draw(_share.Source, _share.Target, objective.SampledInputs, key);
        }

        (_objective, _scale, _weightsLoss) = (objective, 1f / batch.TargetTokenCount, 0);
        double loss = _model.Loss(_tape, _share.Source, _share.Target, objective.LabelSmoothing, _scale, objective.TeachesWeights ? _teachWeights : null);
        _tape.Backward(onStageDone);
        return loss + _weightsLoss;
    }

    private void TeachWeights(int step, DecoderStep result)
    {
        Variable weights = result.Weights ?? throw new InvalidOperationException("The model has no attention to guide.");
        if (_objective.GuidedAlignment > 0f)
        {
            _weightsLoss += _objective.GuidedAlignment
                * AlignmentLoss.Apply(_tape, weights, _share.Links, _share.Target.Steps.Offset(step), _objective.GuidedAlignment * _scale);
        }

        if (_objective.Coverage > 0f && result.Covered is { } covered)
        {
            _weightsLoss += _objective.Coverage * CoverageLoss.Apply(_tape, weights, covered, _share.Source.Sentences, _objective.Coverage * _scale);
        }
    }
}
