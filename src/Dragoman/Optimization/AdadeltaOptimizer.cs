using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Optimization;

/// <summary>Adadelta: steps whose size follows from the running means of squared gradients and squared steps.</summary>
/// <remarks>Zeiler 2012 (arXiv:1212.5701); the rule of Bahdanau et al. 2014 with ρ = 0.95 and ε = 1e-6.</remarks>
internal sealed class AdadeltaOptimizer : Optimizer
{
    private readonly OptimizerOptions _options;

    internal AdadeltaOptimizer(OptimizerOptions options, ParameterSet parameters)
        : base(options, parameters, "squaredGradient", "squaredStep")
    {
        _options = options;
    }

    protected override void Step(
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, UpdateScale update) =>
        Adadelta.Step(values, gradient, first, second, _options.Rho, _options.Epsilon, update.LearningRate, update.GradientScale);
}
