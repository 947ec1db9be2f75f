using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Cross-entropy of attention weights against given alignments: −Σ_j a_ij log α_ij, where a_i is even over the columns linked to row i.</summary>
/// <remarks>
/// Chen, Matusov, Khadivi, Peter 2016 (arXiv:1607.01628), the cross-entropy form. It is a root of the recorded computation: the gradient of the
/// weights is formed on the way, and what uses the weights adds to it in the backward pass. A row without links counts nothing, and neither does a
/// weight below 10⁻³⁰, such as those outside a window, which no score can change.
/// </remarks>
internal static class AlignmentLoss
{
    private const float SmallestWeight = 1e-30f;

    /// <summary>Computes the loss and, on a recording tape, the gradient of the weights.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="weights">[rows, max length]</param>
    /// <param name="links">The columns that belong to each row.</param>
    /// <param name="firstRow">Number, among the rows of <paramref name="links"/>, of the first row of <paramref name="weights"/>.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <returns>The sum over the rows in nats, not scaled.</returns>
    /// <exception cref="ShapeException">There are links for fewer rows.</exception>
    public static double Apply(Tape tape, Variable weights, RowLinks links, int firstRow, float scale)
    {
        ShapeException.ThrowIfLengthIsNot(Math.Min(links.Rows - firstRow, weights.Rows), nameof(links), weights.Rows);
        if (!links.Any(firstRow, weights.Rows))
        {
            return 0;
        }

        double loss = 0;
        Matrix dWeights = tape.IsRecording ? weights.AccumulationTarget() : default;
        for (int row = 0; row < weights.Rows; row++)
        {
            ReadOnlySpan<int> columns = links[firstRow + row];
            ReadOnlySpan<float> alpha = weights.Value.Row(row);
            foreach (int column in columns)
            {
                if (alpha[column] < SmallestWeight)
                {
                    continue;
                }

                loss -= Math.Log(alpha[column]) / columns.Length;
                if (tape.IsRecording)
                {
                    dWeights.Row(row)[column] -= scale / (columns.Length * alpha[column]);
                }
            }
        }

        return loss;
    }
}
