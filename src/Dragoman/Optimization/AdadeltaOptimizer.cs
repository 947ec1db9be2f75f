using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Optimization;

/// <summary>Adadelta: steps whose size follows from the running means of squared gradients and squared steps.</summary>
/// <remarks>Zeiler 2012 (arXiv:1212.5701); the rule of Bahdanau et al. 2014 with ρ = 0.95 and ε = 1e-6.</remarks>
public sealed class AdadeltaOptimizer : Optimizer
{
    private readonly OptimizerOptions _options;
    private readonly float[] _zeros;

    internal AdadeltaOptimizer(OptimizerOptions options, ParameterSet parameters)
        : base(parameters, memoryCount: 2)
    {
        _options = options;
        _zeros = new float[parameters.Trainable.Max(parameter => parameter.ColumnCount)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MemoryNames { get; } = ["squaredGradient", "squaredStep"];

    private protected override void Step(
        Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, UpdateScale update)
    {
        if (!gradient.IsEmpty)
        {
            Adadelta.Step(values, gradient, first, second, _options.Rho, _options.Epsilon, update.LearningRate, update.GradientScale);
            return;
        }

        for (int start = 0; start < values.Length; start += _zeros.Length)
        {
            int count = Math.Min(_zeros.Length, values.Length - start);
            Adadelta.Step(
                values.Slice(start, count),
                _zeros.AsSpan(0, count),
                first.Slice(start, count),
                second.Slice(start, count),
                _options.Rho,
                _options.Epsilon,
                update.LearningRate,
                update.GradientScale);
        }
    }
}
