namespace Dragoman.Numerics.Kernels;

/// <summary>Attention weights within a window around an expected position of each row, and their gradient.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), section 3.2. Positions s count from 1 to S, the row's length. Over the window |s − p| ≤ D the
/// scores are normalised by a softmax, β; positions outside get exactly 0, and so do all if every score in the window is −∞. A predicted
/// position p = S·σ(x) also favours its neighbourhood: α_s = β_s · exp(−(s − p)² / 2w²) with w = D / 2, not normalised again (eqs. 9, 10).
/// </remarks>
public static class LocalAlignment
{
    /// <summary>Turns scores into weights around a position known beforehand.</summary>
    /// <param name="scores">[rows, width] Scores; those past a row's length are not read.</param>
    /// <param name="lengths">[rows] Real scores in each row, from 1 to width.</param>
    /// <param name="position">Expected position p, from 1; a row that is shorter takes its last.</param>
    /// <param name="radius">Half width D of the window, at least 1.</param>
    /// <param name="weights">[rows, width] Overwritten.</param>
    public static void Forward(Matrix scores, ReadOnlySpan<int> lengths, int position, int radius, Matrix weights)
    {
        CheckShapes(scores, lengths, weights);
        for (int row = 0; row < lengths.Length; row++)
        {
            Span<float> alpha = weights.Row(row);
            alpha.Clear();
            Range window = Window(Math.Min(position, lengths[row]), lengths[row], radius);
            Softmax(scores.Row(row)[window], alpha[window]);
        }
    }

    /// <summary>Gradient of the scores of <see cref="Forward(Matrix, ReadOnlySpan{int}, int, int, Matrix)"/>.</summary>
    /// <param name="weights">[rows, width] Its result.</param>
    /// <param name="dWeights">[rows, width] Gradient of the weights.</param>
    /// <param name="dScores">[rows, width] Overwritten.</param>
    public static void Backward(Matrix weights, Matrix dWeights, Matrix dScores)
    {
        for (int row = 0; row < weights.Rows; row++)
        {
            ReadOnlySpan<float> beta = weights.Row(row);
            ReadOnlySpan<float> dBeta = dWeights.Row(row);
            Span<float> dScore = dScores.Row(row);
            float mean = 0f;
            for (int j = 0; j < beta.Length; j++)
            {
                mean += beta[j] == 0f ? 0f : beta[j] * dBeta[j];
            }

            for (int j = 0; j < beta.Length; j++)
            {
                dScore[j] = beta[j] == 0f ? 0f : beta[j] * (dBeta[j] - mean);
            }
        }
    }

    /// <summary>Turns scores into weights around a predicted position.</summary>
    /// <param name="scores">[rows, width] Scores; those past a row's length are not read.</param>
    /// <param name="lengths">[rows] Real scores in each row, from 1 to width.</param>
    /// <param name="predictions">[rows, 1] x of p = S·σ(x).</param>
    /// <param name="radius">Half width D of the window, at least 1.</param>
    /// <param name="unweighted">[rows, width] Overwritten with β for <see cref="Backward(Matrix, ReadOnlySpan{int}, Matrix, int, Matrix, Matrix, Matrix)"/>.</param>
    /// <param name="weights">[rows, width] Overwritten with α.</param>
    public static void Forward(Matrix scores, ReadOnlySpan<int> lengths, Matrix predictions, int radius, Matrix unweighted, Matrix weights)
    {
        CheckShapes(scores, lengths, weights);
        for (int row = 0; row < lengths.Length; row++)
        {
            Span<float> beta = unweighted.Row(row);
            Span<float> alpha = weights.Row(row);
            beta.Clear();
            alpha.Clear();
            float position = lengths[row] * Sigmoid(predictions[row, 0]);
            Range window = Window(position, lengths[row], radius);
            Softmax(scores.Row(row)[window], beta[window]);
            for (int j = window.Start.Value; j < window.End.Value; j++)
            {
                alpha[j] = beta[j] * Gaussian(j + 1 - position, radius);
            }
        }
    }

    /// <summary>Gradients of the scores and of the predictions.</summary>
    /// <param name="unweighted">[rows, width] β.</param>
    /// <param name="lengths">[rows] As in the forward pass.</param>
    /// <param name="predictions">[rows, 1] As in the forward pass.</param>
    /// <param name="radius">As in the forward pass.</param>
    /// <param name="dWeights">[rows, width] Gradient of α.</param>
    /// <param name="dScores">[rows, width] Overwritten.</param>
    /// <param name="dPredictions">[rows, 1] Accumulated into.</param>
    public static void Backward(
        Matrix unweighted, ReadOnlySpan<int> lengths, Matrix predictions, int radius, Matrix dWeights, Matrix dScores, Matrix dPredictions)
    {
        float variance = Variance(radius);
        for (int row = 0; row < lengths.Length; row++)
        {
            ReadOnlySpan<float> beta = unweighted.Row(row);
            ReadOnlySpan<float> dAlpha = dWeights.Row(row);
            Span<float> dScore = dScores.Row(row);
            dScore.Clear();
            float share = Sigmoid(predictions[row, 0]);
            float position = lengths[row] * share;
            Range window = Window(position, lengths[row], radius);
            (float mean, float dPosition) = (0f, 0f);
            for (int j = window.Start.Value; j < window.End.Value; j++)
            {
                float distance = j + 1 - position;
                float gradient = beta[j] * Gaussian(distance, radius) * dAlpha[j];
                mean += gradient;
                dPosition += gradient * distance / variance;
            }

            for (int j = window.Start.Value; j < window.End.Value; j++)
            {
                dScore[j] = beta[j] * ((Gaussian(j + 1 - position, radius) * dAlpha[j]) - mean);
            }

            dPredictions[row, 0] += dPosition * lengths[row] * share * (1f - share);
        }
    }

    private static void CheckShapes(Matrix scores, ReadOnlySpan<int> lengths, Matrix weights)
    {
        ShapeException.ThrowIfLengthIsNot(lengths.Length, nameof(lengths), scores.Rows);
        ShapeException.ThrowIfNot(weights, nameof(weights), ("rows", scores.Rows), ("width", scores.Columns));
    }

    /// <summary>The positions, counted from 0 here, that lie within the radius of <paramref name="position"/>, counted from 1.</summary>
    private static Range Window(float position, int length, int radius)
    {
        int first = Math.Max(0, (int)MathF.Ceiling(position - radius) - 1);
        int end = Math.Min(length, (int)MathF.Floor(position + radius));
        return first..end;
    }

    /// <summary>Softmax over the scores of a window; the weights are 0 before.</summary>
    private static void Softmax(ReadOnlySpan<float> scores, Span<float> weights)
    {
        float max = float.NegativeInfinity;
        foreach (float score in scores)
        {
            max = Math.Max(max, score);
        }

        if (float.IsNegativeInfinity(max))
        {
            return; // Not one score that can be chosen: all weights stay 0.
        }

        float sum = 0f;
        for (int j = 0; j < scores.Length; j++)
        {
            sum += weights[j] = MathF.Exp(scores[j] - max);
        }

        for (int j = 0; j < scores.Length; j++)
        {
            weights[j] /= sum;
        }
    }

    private static float Gaussian(float distance, int radius) => MathF.Exp(-(distance * distance) / (2f * Variance(radius)));

    private static float Variance(int radius) => (float)radius * radius / 4f; // w = D / 2

    private static float Sigmoid(float x) => 1f / (1f + MathF.Exp(-x));
}
