namespace Dragoman.Numerics.Kernels;

/// <summary>Softmax over a window around an expected position, the same for all rows, and its gradient.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), section 3.2. Positions s count from 1 to S, the row's length. Over the window |s − p| ≤ D the
/// scores are normalised by a softmax; positions outside get exactly 0, and so do all if every score in the window is −∞.
/// </remarks>
internal static class WindowSoftmax
{
    /// <summary>Turns scores into weights.</summary>
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
            Normalize(scores.Row(row)[window], alpha[window]);
        }
    }

    /// <summary>Gradient of the scores of <see cref="Forward"/>.</summary>
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

    internal static void CheckShapes(Matrix scores, ReadOnlySpan<int> lengths, Matrix weights)
    {
        ShapeException.ThrowIfLengthIsNot(lengths.Length, nameof(lengths), scores.Rows);
        ShapeException.ThrowIfNot(weights, nameof(weights), ("rows", scores.Rows), ("width", scores.Columns));
    }

    /// <summary>The positions, counted from 0 here, that lie within the radius of <paramref name="position"/>, counted from 1.</summary>
    internal static Range Window(float position, int length, int radius)
    {
        int first = Math.Max(0, (int)MathF.Ceiling(position - radius) - 1);
        int end = Math.Min(length, (int)MathF.Floor(position + radius));
        return first..end;
    }

    /// <summary>Softmax over the scores of a window; the weights are 0 before.</summary>
    internal static void Normalize(ReadOnlySpan<float> scores, Span<float> weights)
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
}
