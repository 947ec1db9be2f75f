using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Local attention, local-p: p_t = S·σ(v_pᵀ tanh(W_p q)), weights within [p_t − D, p_t + D] times exp(−(s − p_t)² / 2w²), w = D / 2.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), eqs. 9 and 10; positions s count from 1. The weights are not normalised again after the Gaussian.
/// (The published code maps σ(…) to 1 … S and cuts the window at whole positions.)
/// </remarks>
public sealed class PredictedWindow : AttentionWindow
{
    /// <summary>Makes the window.</summary>
    /// <param name="scope">Where its parameters are named <c>weight</c> and <c>v.weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="units">Width of the projection W_p.</param>
    /// <param name="radius">Half width D in tokens, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is below 1.</exception>
    public PredictedWindow(ParameterScope scope, int querySize, int units, int radius)
    {
        Projection = scope.Matrix("weight", units, querySize).Whole();
        V = scope.Matrix("v.weight", 1, units).Whole();
        ArgumentOutOfRangeException.ThrowIfLessThan(radius, 1);
        Radius = radius;
    }

    /// <summary>W_p: [units, query].</summary>
    internal Weight Projection { get; }

    /// <summary>v_p: [1, units].</summary>
    internal Weight V { get; }

    /// <summary>Half width D in tokens.</summary>
    internal int Radius { get; }

    /// <inheritdoc/>
    public override Variable Weigh(Tape tape, LoopMaps maps, Variable query, Variable scores, RaggedLayout layout, int step) =>
        GaussianWindowOperation.Apply(tape, scores, Predict(tape, maps, query), layout, Radius);

    internal override float? Center(Tape tape, LoopMaps maps, Variable query, int length, int step) =>
        (length / (1f + MathF.Exp(-Predict(tape, maps, query).Value[0, 0]))) - 1f; // positions s count from 1

    private Variable Predict(Tape tape, LoopMaps maps, Variable query)
    {
        Variable projected = TanhOperation.Apply(tape, maps.Apply(tape, Projection, bias: null, query)); // [rows, units]
        return maps.Apply(tape, V, bias: null, projected); // [rows, 1]
    }
}
