using System.Numerics.Tensors;
using Dragoman.Numerics;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Decoding;

/// <summary>The mean of what several models think of the next token.</summary>
internal static class EnsembleMean
{
    /// <summary>log (1/k Σ_m p_m) for every token, where p_m = softmax(logits_m).</summary>
    /// <param name="arena">Where working memory is taken from.</param>
    /// <param name="logits">[k] of [rows, vocab]; the first is overwritten with the result, the others with log probabilities.</param>
    /// <returns>[rows, vocab]</returns>
    /// <exception cref="NotFiniteNumberException">A model's scores overflow.</exception>
    internal static Matrix OfProbabilities(Arena arena, ReadOnlySpan<Matrix> logits)
    {
        Matrix mean = logits[0];
        Span<float> larger = arena.Take(1, mean.Columns).Span;
        Span<float> distance = arena.Take(1, mean.Columns).Span;
        for (int row = 0; row < mean.Rows; row++)
        {
            Span<float> sum = mean.Row(row);
            foreach (Matrix member in logits)
            {
                Span<float> values = member.Row(row);
                double normalizer = SoftmaxCrossEntropy.LogSumExp(values);
                NotFinite.ThrowIf(normalizer);
                TensorPrimitives.Subtract(values, (float)normalizer, values);
            }

            foreach (Matrix member in logits[1..])
            {
                // log (e^a + e^b) = max(a, b) + log (1 + e^−|a − b|)
                ReadOnlySpan<float> values = member.Row(row);
                TensorPrimitives.Max(sum, values, larger);
                TensorPrimitives.Subtract(sum, values, distance);
                TensorPrimitives.Abs<float>(distance, distance);
                TensorPrimitives.Negate<float>(distance, distance);
                TensorPrimitives.Exp<float>(distance, distance);
                TensorPrimitives.LogP1<float>(distance, distance);
                TensorPrimitives.Add(larger, distance, sum);
            }

            TensorPrimitives.Subtract(sum, MathF.Log(logits.Length), sum);
        }

        return mean;
    }

    /// <summary>The mean of attention weights.</summary>
    /// <param name="weights">[k] of [rows, max source_time], of the models that attend; the first is overwritten with the result.</param>
    /// <returns>[rows, max source_time]; empty when none attends.</returns>
    internal static Matrix OfWeights(ReadOnlySpan<Matrix> weights)
    {
        if (weights.IsEmpty)
        {
            return default;
        }

        Span<float> mean = weights[0].Span;
        foreach (Matrix member in weights[1..])
        {
            TensorPrimitives.Add(mean, member.Span, mean);
        }

        TensorPrimitives.Divide(mean, weights.Length, mean);
        return weights[0];
    }

    /// <summary>What several models make of given translations, put together: the mean of their probabilities of each token.</summary>
    /// <param name="members">[k][batch] Of the same translations.</param>
    /// <returns>[batch]; that of a single model as it is.</returns>
    internal static IReadOnlyList<Hypothesis> OfForced(IReadOnlyList<IReadOnlyList<Hypothesis>> members) => members.Count == 1
        ? members[0]
        : [.. Enumerable.Range(0, members[0].Count).Select(i => OfForced([.. members.Select(member => member[i])]))];

    private static Hypothesis OfForced(Hypothesis[] members)
    {
        double[] logProbabilities =
            [.. Enumerable.Range(0, members[0].TokenLogProbabilities.Count).Select(step => LogMean([.. members.Select(member => member.TokenLogProbabilities[step])]))];
        float[][][] weights = [.. members.Where(member => member.Weights.Count > 0).Select(member => member.Weights.ToArray())];
        double sum = logProbabilities.Sum();
        return new Hypothesis(members[0].Tokens, sum, sum, weights.Length == 0 ? [] : [.. weights[0].Select((_, step) => MeanOfStep(weights, step))])
        {
            TokenLogProbabilities = logProbabilities,
        };
    }

    private static double LogMean(double[] logs)
    {
        double largest = logs.Max();
        return double.IsNegativeInfinity(largest) ? largest : largest + Math.Log(logs.Sum(log => Math.Exp(log - largest)) / logs.Length);
    }

    private static float[] MeanOfStep(float[][][] weights, int step)
    {
        float[] mean = [.. weights[0][step]];
        foreach (float[][] member in weights[1..])
        {
            TensorPrimitives.Add(mean, member[step], mean);
        }

        TensorPrimitives.Divide(mean, weights.Length, mean);
        return mean;
    }
}
