using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Optimization;

/// <summary>Stochastic gradient descent: p −= η v, where v = μ v + g, or g itself without momentum.</summary>
internal sealed class SgdOptimizer : Optimizer
{
    private readonly OptimizerOptions _options;

    internal SgdOptimizer(OptimizerOptions options, ParameterSet parameters)
        : base(options, parameters, options.Momentum > 0f ? ["velocity"] : [])
    {
        _options = options;
    }

    protected override void Step(
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, UpdateScale update)
    {
        if (!gradient.IsEmpty)
        {
            Sgd.Step(values, gradient, first, update.LearningRate, _options.Momentum, update.GradientScale);
        }
        else if (!first.IsEmpty)
        {
            // Rows that the batch has not touched still roll on.
            System.Numerics.Tensors.TensorPrimitives.Multiply(first, _options.Momentum, first);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(first, -update.LearningRate, values, values);
        }
    }
}
