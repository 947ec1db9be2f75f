using System.Numerics.Tensors;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Random;
using Dragoman.Text;

namespace Dragoman.Optimization;

/// <summary>Lets the decoder read, here and there, the token that it would have written itself instead of the one given (Bengio et al. 2015, arXiv:1506.03099).</summary>
/// <remarks>
/// Before the gradients of a batch are computed, the model runs over it once without recording: at each step every running sentence's next input is, with
/// the probability of the schedule, drawn from what the model predicts after the inputs before, drawn ones included. Then the batch is learnt from with
/// these inputs and the targets as given; through what was drawn no gradient flows, as published. Nothing is dropped out while drawing, and a drawn end
/// of the sentence, or unknown word, is passed over for the given token. Memory is kept from batch to batch.
/// </remarks>
/// <param name="model">The model.</param>
internal sealed class ScheduledSampling(Seq2SeqModel model)
{
    private const ulong Stream = 0x5343_4845_4453_414D; // apart from those of other purposes

    private readonly Tape _tape = new();
    private float[] _weights = [];

    /// <summary>Exchanges inputs of the decoder.</summary>
    /// <param name="source">The source sentences.</param>
    /// <param name="target">The target sentences; their inputs change.</param>
    /// <param name="share">Probability of an input's being drawn, 0 to 1.</param>
    /// <param name="key">Seed and update, other for each share of a batch.</param>
    internal void Draw(SourceBatch source, TargetBatch target, float share, (ulong Seed, ulong Update) key)
    {
        RandomStream random = new(RandomBits.Hash(key.Seed, key.Update), Stream);
        _tape.Reset();
        EncoderOutput encoded = model.Encoder.Forward(_tape, source);
        DecoderLoop loop = model.Decoder.Open(_tape, encoded, target.TokenCount);
        DecoderState state = model.Decoder.InitialState(_tape, encoded);
        for (int step = 0; step + 1 < target.Steps.StepCount; step++)
        {
            int next = target.Steps.ActiveRows(step + 1);
            TokenInputs tokens = model.Decoder.EmbedInputs(_tape, target.Inputs.Slice(target.Steps.Offset(step), next));
            Variable readout = _tape.NewVariable(next, model.Decoder.ReadoutSize);
            state = model.Decoder.Step(_tape, loop, tokens, state, source.Sentences, readout).State;
            Tape.Position before = _tape.Mark();
            Matrix logits = model.Logits(_tape, readout);
            for (int row = 0; row < next; row++)
            {
                if (random.NextFloat() < share && TokenOf(logits.Row(row), random) is var token and not (Vocabulary.PadId or Vocabulary.BosId or Vocabulary.EosId or Vocabulary.UnkId))
                {
                    target.Exchange(target.Steps.Offset(step + 1) + row, token);
                }
            }

            _tape.Release(before);
        }
    }

    /// <summary>A token drawn with probability softmax(logits).</summary>
    private int TokenOf(ReadOnlySpan<float> logits, RandomStream random)
    {
        if (_weights.Length < logits.Length)
        {
            _weights = new float[logits.Length];
        }

        Span<float> weights = _weights.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), weights);
        TensorPrimitives.Exp<float>(weights, weights);
        float rest = random.NextFloat() * TensorPrimitives.Sum<float>(weights);
        for (int token = 0; token < weights.Length; token++)
        {
            rest -= weights[token];
            if (rest < 0f)
            {
                return token;
            }
        }

        return Vocabulary.PadId; // Rounding, or scores that are no numbers, which the loss will tell of.
    }
}
