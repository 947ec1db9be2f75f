using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>The formula of an optimizer that remembers two numbers for each parameter.</summary>
internal interface IUpdateRule
{
    /// <summary>Works out one vector of parameters and what is remembered of them.</summary>
    /// <param name="old">Before the update.</param>
    /// <param name="gradient">Gradient of the loss, before scaling.</param>
    /// <returns>After the update.</returns>
    UpdateLanes Apply(UpdateLanes old, Vector<float> gradient);
}

/// <summary>One vector of parameters and of the two numbers remembered for each.</summary>
internal readonly record struct UpdateLanes(Vector<float> Parameter, Vector<float> First, Vector<float> Second);

/// <summary>Takes an update rule over all parameters in a single pass over the memory.</summary>
internal static class UpdatePass
{
    /// <summary>Updates parameters.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    /// <param name="rule">Its numbers.</param>
    /// <param name="parameter">[count] Updated.</param>
    /// <param name="gradient">[count] Gradient of the loss; empty for zeros, such as of embeddings of words that are not in the batch.</param>
    /// <param name="first">[count] First memory, updated.</param>
    /// <param name="second">[count] Second memory, updated.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TRule>(
        TRule rule, Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        bool hasGradient = !gradient.IsEmpty;
        if (hasGradient)
        {
            ShapeException.ThrowIfLengthIsNot(gradient.Length, nameof(gradient), parameter.Length);
        }

        ShapeException.ThrowIfLengthIsNot(first.Length, nameof(first), parameter.Length);
        ShapeException.ThrowIfLengthIsNot(second.Length, nameof(second), parameter.Length);
        ref float p = ref MemoryMarshal.GetReference(parameter);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        ref float m = ref MemoryMarshal.GetReference(first);
        ref float v = ref MemoryMarshal.GetReference(second);
        nuint index = 0;
        nuint whole = (nuint)(parameter.Length - (parameter.Length % Vector<float>.Count));
        for (; index < whole; index += (nuint)Vector<float>.Count)
        {
            UpdateLanes lanes = new(Vector.LoadUnsafe(ref p, index), Vector.LoadUnsafe(ref m, index), Vector.LoadUnsafe(ref v, index));
            lanes = rule.Apply(lanes, hasGradient ? Vector.LoadUnsafe(ref g, index) : Vector<float>.Zero);
            lanes.Parameter.StoreUnsafe(ref p, index);
            lanes.First.StoreUnsafe(ref m, index);
            lanes.Second.StoreUnsafe(ref v, index);
        }

        int rest = (int)index;
        if (rest < parameter.Length)
        {
            UpdateLanes lanes = new(PartialVector.Load(parameter[rest..]), PartialVector.Load(first[rest..]), PartialVector.Load(second[rest..]));
            lanes = rule.Apply(lanes, PartialVector.Load(hasGradient ? gradient[rest..] : []));
            PartialVector.Store(lanes.Parameter, parameter[rest..]);
            PartialVector.Store(lanes.First, first[rest..]);
            PartialVector.Store(lanes.Second, second[rest..]);
        }
    }
}
