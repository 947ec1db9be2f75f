using System.Numerics.Tensors;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Text;

namespace Dragoman.Neighbours;

/// <summary>Reads pairs by forced decoding, in batches, and keeps the states on the way.</summary>
internal sealed class StateCollector
{
    private const int BatchSize = 32;

    private readonly Seq2SeqModel _model;
    private readonly Matrix _encoder;
    private readonly Matrix _decoder;
    private readonly Matrix _context; // of models with attention

    private StateCollector(Seq2SeqModel model, int sourceRows, int targetRows)
    {
        ModelOptions shape = model.Options;
        _model = model;
        _encoder = Matrix.Allocate(sourceRows, shape.EncoderOutputSize);
        _decoder = Matrix.Allocate(targetRows, shape.DecoderHiddenSize);
        _context = shape.Attends ? Matrix.Allocate(targetRows, shape.EncoderOutputSize) : default;
    }

    /// <summary>Reads pairs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs, at least one.</param>
    /// <param name="most">Most states of a kind that are kept.</param>
    /// <param name="progress">Told after each batch which share of the pairs is read; null for nobody.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>[states, width] of each kind that the model has.</returns>
    /// <exception cref="NotFiniteNumberException">The weights are so large that states overflow.</exception>
    internal static IReadOnlyDictionary<StateKind, Matrix> Collect(
        Seq2SeqModel model, IReadOnlyList<ReadPair> pairs, int most, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ReadPair last = pairs[^1];
        StateCollector states = new(
            model, Math.Min(last.SourceRow + last.Source.Length, most), Math.Min(last.TargetRow + last.Target.Length, most));
        DecodingWorkspace workspace = new();
        ReadPair[] sorted = [.. pairs.OrderByDescending(pair => pair.Target.Length).ThenByDescending(pair => pair.Source.Length)];
        int done = 0;
        foreach (ReadPair[] batch in TokenBatches.Cut(sorted, BatchSize, static pair => Math.Max(pair.Source.Length, pair.Target.Length)))
        {
            workspace.Compute(batch.Select(pair => pair.Source), (tape, source) =>
            {
                states.Read(tape, source, batch, cancellationToken);
                return batch.Length;
            });
            done += batch.Length;
            progress?.Report((double)done / sorted.Length);
        }

        Dictionary<StateKind, Matrix> all = new() { [StateKind.Encoder] = states._encoder, [StateKind.Decoder] = states._decoder };
        if (!states._context.IsEmpty)
        {
            all[StateKind.Context] = states._context;
        }

        foreach (Matrix kind in all.Values)
        {
            NotFinite.ThrowIf(Norms.SumOfSquares(kind.Span));
        }

        return all;
    }

    private void Read(Tape tape, SourceBatch source, ReadPair[] batch, CancellationToken cancellationToken)
    {
        tape.Reset();
        Matrix encoded = _model.Encoder.Forward(tape, source).States.Value; // [Σ source_time, encoder output]
        for (int i = 0; i < batch.Length; i++)
        {
            for (int token = 0; token < batch[i].Source.Length; token++)
            {
                Keep(encoded.Row(source.Sentences.Starts[i] + token), _encoder, batch[i].SourceRow + token);
            }
        }

        TargetBatch target = new();
        target.Load(batch.Select(pair => pair.Target), Vocabulary.BosId);
        _model.Readouts(tape, source, target, (step, result) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Matrix hidden = result.State.Layers[_model.Options.DecoderLayers - 1].Hidden.Value; // [rows, hidden]
            for (int i = 0; i < hidden.Rows; i++)
            {
                int row = batch[i].TargetRow + step;
                Keep(hidden.Row(i), _decoder, row);
                if (result.Weights is { } weights && row < _context.Rows)
                {
                    AddContext(weights.Value.Row(i), encoded.RowRange(source.Sentences.Starts[i], batch[i].Source.Length), _context.Row(row));
                }
            }
        });
    }

    private static void Keep(ReadOnlySpan<float> state, Matrix states, int row)
    {
        if (row < states.Rows)
        {
            state.CopyTo(states.Row(row));
        }
    }

    /// <summary>c = Σ_j α_j h_j, in the order in which explanations form it.</summary>
    private static void AddContext(ReadOnlySpan<float> weights, Matrix states, Span<float> context)
    {
        for (int j = 0; j < states.Rows; j++)
        {
            TensorPrimitives.MultiplyAdd(states.Row(j), weights[j], context, context);
        }
    }
}
