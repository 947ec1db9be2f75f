using System.Numerics.Tensors;

namespace Dragoman.Numerics.Kernels;

/// <summary>One update by stochastic gradient descent, with or without momentum.</summary>
/// <remarks>As PyTorch's <c>torch.optim.SGD</c>: u ← μ·u + s·g; p ← p − lr·u. Without momentum u is the scaled gradient.</remarks>
internal static class Sgd
{
    /// <summary>Updates parameters.</summary>
    /// <param name="parameter">[count] Updated.</param>
    /// <param name="gradient">[count] Gradient of the loss, before scaling.</param>
    /// <param name="velocity">[count] Running sum of gradients, updated; empty for no momentum.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="momentum">Decay μ of the velocity, from 0 to 1; not read when <paramref name="velocity"/> is empty.</param>
    /// <param name="gradientScale">Multiplies the gradient first, for averaging and clipping.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    public static void Step(
        Span<float> parameter,
        ReadOnlySpan<float> gradient,
        Span<float> velocity,
        float learningRate,
        float momentum,
        float gradientScale)
    {
        ShapeException.ThrowIfLengthIsNot(gradient.Length, nameof(gradient), parameter.Length);
        if (velocity.IsEmpty)
        {
            TensorPrimitives.MultiplyAdd(gradient, -learningRate * gradientScale, parameter, parameter);
            return;
        }

        ShapeException.ThrowIfLengthIsNot(velocity.Length, nameof(velocity), parameter.Length);
        const int Block = 1024; // stays in the first-level cache between the passes
        for (int start = 0; start < parameter.Length; start += Block)
        {
            int count = Math.Min(Block, parameter.Length - start);
            Span<float> p = parameter.Slice(start, count);
            Span<float> u = velocity.Slice(start, count);
            TensorPrimitives.Multiply(u, momentum, u);
            TensorPrimitives.MultiplyAdd(gradient.Slice(start, count), gradientScale, u, u);
            TensorPrimitives.MultiplyAdd(u, -learningRate, p, p);
        }
    }
}
