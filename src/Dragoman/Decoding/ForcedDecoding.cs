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
    /// <param name="keepWeights">Whether the attention weights are wanted.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>[batch] One hypothesis per target; its score is its log probability.</returns>
    internal static IReadOnlyList<Hypothesis> Run(
        Seq2SeqModel model, Tape tape, SourceBatch source, TargetBatch target, bool keepWeights = true, CancellationToken cancellationToken = default)
    {
        tape.Reset();
        int count = source.Count;
        var tokens = new List<int>[count];
        var logProbabilities = new List<double>[count];
        var weights = new List<float[]>[count];
        for (int sentence = 0; sentence < count; sentence++)
        {
            (tokens[sentence], logProbabilities[sentence], weights[sentence]) = ([], [], []);
        }

        model.Readouts(tape, source, target, (step, result) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Arena.Position mark = tape.Arena.Mark();
            Matrix logits = model.Logits(tape, result.Readout); // [rows, vocab]
            ReadOnlySpan<int> wanted = target.Outputs.Span.Slice(target.Steps.Offset(step), logits.Rows);
            for (int sentence = 0; sentence < logits.Rows; sentence++)
            {
                ReadOnlySpan<float> row = logits.Row(sentence);
                double normalizer = SoftmaxCrossEntropy.LogSumExp(row);
                NotFinite.ThrowIf(normalizer);
                logProbabilities[sentence].Add(row[wanted[sentence]] - normalizer);
                tokens[sentence].Add(wanted[sentence]);
                if (keepWeights && result.Weights is { } attention)
                {
                    weights[sentence].Add(attention.Value.Row(sentence)[..source.Sentences.Lengths[sentence]].ToArray());
                }
            }

            tape.Arena.Release(mark);
        });

        return [.. Enumerable.Range(0, count).Select(sentence => ToHypothesis(tokens[sentence], logProbabilities[sentence], weights[sentence]))];
    }

    private static Hypothesis ToHypothesis(List<int> tokens, List<double> logProbabilities, List<float[]> weights)
    {
        double sum = 0;
        foreach (double logProbability in logProbabilities)
        {
            sum += logProbability;
        }

        return new Hypothesis(tokens[..^1], sum, sum, weights) { TokenLogProbabilities = logProbabilities };
    }
}
