using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>The largest entries of a row of logits.</summary>
/// <remarks>
/// In descending order; of equal values the smaller id comes first. What is not a number ranks below −∞, the last of all.
/// </remarks>
internal static class TopK
{
    /// <summary>Finds the k largest logits, k being the length of <paramref name="ids"/>.</summary>
    /// <param name="logits">[vocab] The row.</param>
    /// <param name="ids">[k] Overwritten with the positions of the largest, in descending order.</param>
    /// <param name="values">[k] Overwritten with their logits.</param>
    /// <exception cref="ShapeException"><paramref name="values"/> has another length than <paramref name="ids"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than k logits.</exception>
    public static void Select(ReadOnlySpan<float> logits, Span<int> ids, Span<float> values)
    {
        ShapeException.ThrowIfLengthIsNot(values.Length, nameof(values), ids.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Length, logits.Length, nameof(ids));
        if (ids.IsEmpty)
        {
            return;
        }

        for (int index = 0; index < ids.Length; index++)
        {
            Insert(ids, values, index, index, logits[index]);
        }

        SelectRest(logits, ids, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SelectRest(ReadOnlySpan<float> logits, Span<int> ids, Span<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(logits);
        int count = Vector<float>.Count;
        int index = ids.Length;
        Vector<float> threshold = new(values[^1]);
        // What is not above the last of the best so far changes nothing, and after the first few hundred hardly anything is.
        for (; index <= logits.Length - (4 * count); index += 4 * count)
        {
            Vector<int> below = Vector.LessThanOrEqual(Vector.LoadUnsafe(ref first, (nuint)index), threshold);
            below &= Vector.LessThanOrEqual(Vector.LoadUnsafe(ref first, (nuint)(index + count)), threshold);
            below &= Vector.LessThanOrEqual(Vector.LoadUnsafe(ref first, (nuint)(index + (2 * count))), threshold);
            below &= Vector.LessThanOrEqual(Vector.LoadUnsafe(ref first, (nuint)(index + (3 * count))), threshold);
            if (below != Vector<int>.AllBitsSet)
            {
                Consider(logits.Slice(index, 4 * count), index, ids, values);
                threshold = new Vector<float>(values[^1]);
            }
        }

        Consider(logits[index..], index, ids, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Consider(ReadOnlySpan<float> logits, int start, Span<int> ids, Span<float> values)
    {
        float threshold = values[^1];
        for (int index = 0; index < logits.Length; index++)
        {
            if (!(logits[index] <= threshold) && IsAbove(logits[index], threshold))
            {
                Insert(ids, values, ids.Length - 1, start + index, logits[index]);
                threshold = values[^1];
            }
        }
    }

    /// <summary>Puts a value among the first <paramref name="last"/>, which are in order, behind those not below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Insert(Span<int> ids, Span<float> values, int last, int id, float value)
    {
        (int place, int end) = (0, last);
        while (place < end)
        {
            int middle = (place + end) >>> 1;
            bool isAbove = IsAbove(value, values[middle]);
            end = isAbove ? middle : end;
            place = isAbove ? place : middle + 1;
        }

        values[place..last].CopyTo(values[(place + 1)..]);
        ids[place..last].CopyTo(ids[(place + 1)..]);
        (values[place], ids[place]) = (value, id);
    }

    private static bool IsAbove(float value, float other) => value > other || (float.IsNaN(other) && !float.IsNaN(value));
}
