using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>What attending again to the same costs: Σ_j min(α_j, c_j), where c_j is the sum of the weights that key j has had at earlier steps.</summary>
/// <remarks>
/// See, Liu, Manning 2017 (arXiv:1704.04368), equation 12. It is a root of the recorded computation: the gradients of weights and coverage are formed on
/// the way, and what uses them adds to it in the backward pass.
/// </remarks>
internal static class CoverageLoss
{
    /// <summary>Computes the loss and, on a recording tape, its gradients.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="weights">[rows, max length] The weights of a step.</param>
    /// <param name="coverage">[rows, as many columns or more] The coverage before the step.</param>
    /// <param name="layout">The keys of each row.</param>
    /// <param name="scale">Factor of the gradients.</param>
    /// <returns>The sum over the rows, not scaled.</returns>
    public static double Apply(Tape tape, Variable weights, Variable coverage, RaggedLayout layout, float scale)
    {
        double loss = 0;
        Matrix dWeights = tape.IsRecording ? weights.AccumulationTarget() : default;
        Matrix dCoverage = tape.IsRecording && coverage.RequiresGradient ? coverage.AccumulationTarget() : default;
        for (int row = 0; row < weights.Rows; row++)
        {
            for (int key = 0; key < layout.Lengths[row]; key++)
            {
                (float weight, float covered) = (weights.Value.Row(row)[key], coverage.Value.Row(row)[key]);
                loss += Math.Min(weight, covered);
                Matrix gradient = weight < covered ? dWeights : dCoverage;
                if (!gradient.IsEmpty)
                {
                    gradient.Row(row)[key] += scale;
                }
            }
        }

        return loss;
    }
}
