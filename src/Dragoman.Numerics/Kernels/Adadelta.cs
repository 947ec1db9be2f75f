using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>One update by Adadelta, in a single pass over the memory.</summary>
/// <remarks>
/// Zeiler 2012 (arXiv:1212.5701), algorithm 1, in the form of PyTorch's <c>torch.optim.Adadelta</c>:
/// g ← s·g; E[g²] ← ρ·E[g²] + (1 − ρ)·g²; δ = √(E[δ²] + ε) / √(E[g²] + ε) · g; E[δ²] ← ρ·E[δ²] + (1 − ρ)·δ²; p ← p − lr·δ.
/// </remarks>
internal static class Adadelta
{
    /// <summary>Updates parameters.</summary>
    /// <param name="parameter">[count] Updated.</param>
    /// <param name="gradient">[count] Gradient of the loss, before scaling; empty for zeros.</param>
    /// <param name="averageSquare">[count] E[g²], running mean of the squared gradient, updated.</param>
    /// <param name="averageDelta">[count] E[δ²], running mean of the squared step, updated.</param>
    /// <param name="rho">Decay ρ of both means, from 0 to 1.</param>
    /// <param name="epsilon">Added under both roots.</param>
    /// <param name="learningRate">Multiplies the step; 1 in the paper.</param>
    /// <param name="gradientScale">Multiplies the gradient first, for averaging and clipping.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    public static void Step(
        Span<float> parameter,
        ReadOnlySpan<float> gradient,
        Span<float> averageSquare,
        Span<float> averageDelta,
        float rho,
        float epsilon,
        float learningRate,
        float gradientScale) =>
        UpdatePass.Run(new Rule(rho, epsilon, learningRate, gradientScale), parameter, gradient, averageSquare, averageDelta);

    private readonly struct Rule(float rho, float epsilon, float learningRate, float gradientScale) : IUpdateRule
    {
        // The decimal number that was meant: in floats, 1 − 0.95 is wrong from the seventh digit.
        private readonly float _complement = (float)Math.Round(1.0 - rho, 7);
        private readonly float _rho = rho;
        private readonly float _epsilon = epsilon;
        private readonly float _learningRate = learningRate;
        private readonly float _gradientScale = gradientScale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateLanes Apply(UpdateLanes old, Vector<float> gradient)
        {
            Vector<float> epsilon = new(_epsilon);
            Vector<float> g = gradient * _gradientScale;
            Vector<float> square = Vector.MultiplyAddEstimate(g * _complement, g, old.First * _rho);
            Vector<float> step = Vector.SquareRoot(old.Second + epsilon) / Vector.SquareRoot(square + epsilon) * g;
            Vector<float> delta = Vector.MultiplyAddEstimate(step * _complement, step, old.Second * _rho);
            return new UpdateLanes(old.Parameter - (step * _learningRate), square, delta);
        }
    }
}
