using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Decoding;

/// <summary>Reads given translations instead of searching for them: their probability, and where the model looked at each token.</summary>
internal static class ForcedDecoding
{
    /// <summary>Runs the decoder over given targets.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tape">A tape that only computes forward; reset.</param>
    /// <param name="source">Source sentences, in the order of the targets.</param>
    /// <param name="target">Target sentences by falling length, with their end tokens.</param>
    /// <returns>[batch] One hypothesis a target; its score is its log probability.</returns>
    internal static IReadOnlyList<Hypothesis> Run(Seq2SeqModel model, Tape tape, SourceBatch source, TargetBatch target)
    {
        tape.Reset();
        int count = source.Count;
        double[] logProbabilities = new double[count];
        var tokens = new List<int>[count];
        var weights = new List<float[]>[count];
        for (int sentence = 0; sentence < count; sentence++)
        {
            (tokens[sentence], weights[sentence]) = ([], []);
        }

        model.Readouts(tape, source, target, (step, result) =>
        {
            Arena.Position mark = tape.Arena.Mark();
            Tensor logits = model.Logits(tape, result.Readout); // [rows, vocab]
            ReadOnlySpan<int> wanted = target.Outputs.Span.Slice(target.Steps.Offset(step), logits.Rows);
            for (int sentence = 0; sentence < logits.Rows; sentence++)
            {
                ReadOnlySpan<float> row = logits.Row(sentence);
                logProbabilities[sentence] += row[wanted[sentence]] - SoftmaxCrossEntropy.LogSumExp(row);
                tokens[sentence].Add(wanted[sentence]);
                if (result.Weights is { } attention)
                {
                    weights[sentence].Add(attention.Value.Row(sentence)[..source.Sentences.Lengths[sentence]].ToArray());
                }
            }

            tape.Arena.Release(mark);
        });

        return [.. Enumerable.Range(0, count).Select(sentence => new Hypothesis(
            tokens[sentence][..^1], logProbabilities[sentence], logProbabilities[sentence], weights[sentence]))];
    }
}
