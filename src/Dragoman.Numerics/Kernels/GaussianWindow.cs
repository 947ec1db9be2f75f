namespace Dragoman.Numerics.Kernels;

/// <summary>Attention weights within a window around a position that each row predicts, under a Gaussian, and their gradient.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), section 3.2. Over the window around p = S·σ(x) the scores are normalised by a
/// <see cref="WindowSoftmax"/>, β, and the neighbourhood of p is favoured: α_s = β_s · exp(−(s − p)² / 2w²) with w = D / 2, not normalised again
/// (eqs. 9, 10).
/// </remarks>
internal static class GaussianWindow
{
    /// <summary>Turns scores into weights.</summary>
    /// <param name="scores">[rows, width] Scores; those past a row's length are not read.</param>
    /// <param name="lengths">[rows] Real scores in each row, from 1 to width.</param>
    /// <param name="predictions">[rows, 1] x of p = S·σ(x).</param>
    /// <param name="radius">Half width D of the window, at least 1.</param>
    /// <param name="unweighted">[rows, width] Overwritten with β for <see cref="Backward"/>.</param>
    /// <param name="weights">[rows, width] Overwritten with α.</param>
    public static void Forward(Matrix scores, ReadOnlySpan<int> lengths, Matrix predictions, int radius, Matrix unweighted, Matrix weights)
    {
        WindowSoftmax.CheckShapes(scores, lengths, weights);
        for (int row = 0; row < lengths.Length; row++)
        {
            Span<float> beta = unweighted.Row(row);
            Span<float> alpha = weights.Row(row);
            beta.Clear();
            alpha.Clear();
            float position = lengths[row] * Sigmoid(predictions[row, 0]);
            Range window = WindowSoftmax.Window(position, lengths[row], radius);
            WindowSoftmax.Normalize(scores.Row(row)[window], beta[window]);
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
            Range window = WindowSoftmax.Window(position, lengths[row], radius);
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

    private static float Gaussian(float distance, int radius) => MathF.Exp(-(distance * distance) / (2f * Variance(radius)));

    private static float Variance(int radius) => (float)radius * radius / 4f; // w = D / 2

    private static float Sigmoid(float x) => 1f / (1f + MathF.Exp(-x));
}
