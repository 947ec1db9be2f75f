using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Optimization;

/// <summary>Adam: steps by the running mean of the gradient over the root of the running mean of its square.</summary>
/// <remarks>Kingma and Ba 2014 (arXiv:1412.6980), with PyTorch's placing of ε: after the bias-corrected root.</remarks>
internal sealed class AdamOptimizer : Optimizer
{
    private readonly OptimizerOptions _options;

    internal AdamOptimizer(OptimizerOptions options, ParameterSet parameters)
        : base(options, parameters, "firstMoment", "secondMoment")
    {
        _options = options;
    }

    protected override bool TakesStepsOfOneSize => true;

    protected override void Step(
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, UpdateScale update)
    {
        AdamStep step = new(
            update.LearningRate,
            _options.Beta1,
            _options.Beta2,
            _options.Epsilon,
            (float)(1 - Math.Pow(_options.Beta1, update.Number)),
            (float)(1 - Math.Pow(_options.Beta2, update.Number)),
            update.GradientScale);
        Adam.Step(values, gradient, first, second, step);
    }
}
