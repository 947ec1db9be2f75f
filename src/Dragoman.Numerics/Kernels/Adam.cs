using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>One update by Adam, in a single pass over the memory.</summary>
/// <remarks>
/// Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1, in the form of PyTorch's <c>torch.optim.Adam</c>:
/// g ← s·g; m ← m + (1 − β1)(g − m); v ← β2·v + (1 − β2)·g²; p ← p − lr / (1 − β1^t) · m / (√v / √(1 − β2^t) + ε).
/// A gradient that is not a number makes its parameter so; check the norm first.
/// </remarks>
internal static class Adam
{
    /// <summary>Updates parameters.</summary>
    /// <param name="parameter">[count] Updated.</param>
    /// <param name="gradient">[count] Gradient of the loss, before scaling; empty for zeros: the running mean still moves the parameters.</param>
    /// <param name="firstMoment">[count] Running mean of the gradient, updated.</param>
    /// <param name="secondMoment">[count] Running mean of its square, updated.</param>
    /// <param name="step">The numbers of this update.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    public static void Step(
        Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> firstMoment, Span<float> secondMoment, in AdamStep step) =>
        UpdatePass.Run(new Rule(in step), parameter, gradient, firstMoment, secondMoment);

    /// <summary>The formula, with everything that is the same for all parameters worked out once.</summary>
    private readonly struct Rule : IUpdateRule
    {
        private readonly float _gradientScale;
        private readonly float _firstComplement;
        private readonly float _secondDecay;
        private readonly float _secondComplement;
        private readonly float _rootScale;
        private readonly float _epsilon;
        private readonly float _stepSize;

        internal Rule(in AdamStep step)
        {
            (_gradientScale, _epsilon) = (step.GradientScale, step.Epsilon);
            _firstComplement = Complement(step.Beta1);
            _secondDecay = step.Beta2;
            _secondComplement = Complement(step.Beta2);
            _rootScale = (float)(1.0 / Math.Sqrt(step.SecondCorrection));
            _stepSize = (float)((double)step.LearningRate / step.FirstCorrection);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateLanes Apply(UpdateLanes old, Vector<float> gradient)
        {
            Vector<float> g = gradient * _gradientScale;
            Vector<float> m = Vector.MultiplyAddEstimate(g - old.First, new Vector<float>(_firstComplement), old.First);
            Vector<float> v = Vector.MultiplyAddEstimate(g * _secondComplement, g, old.Second * _secondDecay);
            Vector<float> root = Vector.MultiplyAddEstimate(Vector.SquareRoot(v), new(_rootScale), new(_epsilon));
            return new UpdateLanes(old.Parameter - (m * _stepSize / root), m, v);
        }

        /// <summary>1 − β for the decimal number that was meant: in floats, 1 − 0.999 is wrong from the fifth digit.</summary>
        private static float Complement(float beta) => (float)Math.Round(1.0 - beta, 7);
    }
}

/// <summary>The numbers of one Adam update, the same for all parameters.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Beta1">Decay of the mean of the gradient, from 0 to 1.</param>
/// <param name="Beta2">Decay of the mean of its square, from 0 to 1.</param>
/// <param name="Epsilon">Added to the root of the mean square, against division by 0.</param>
/// <param name="FirstCorrection">1 − β1^t at update t, counted from 1.</param>
/// <param name="SecondCorrection">1 − β2^t.</param>
/// <param name="GradientScale">Multiplies the gradient first, for averaging and clipping.</param>
internal readonly record struct AdamStep(
    float LearningRate,
    float Beta1,
    float Beta2,
    float Epsilon,
    float FirstCorrection,
    float SecondCorrection,
    float GradientScale);
