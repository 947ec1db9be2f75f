using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>The largest entries of a row of logits.</summary>
/// <remarks>
/// In descending order; of equal values the smaller id comes first. What is not a number ranks below −∞, the last of all.
/// </remarks>
internal static class TopK
{
    private const int SpanLength = 64;
    private const int MostSpans = 1024;
    private const int FewestSpans = 4; // for each of the k; with fewer, reading all is as fast

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

        int length = SpanLength * ((logits.Length + (SpanLength * MostSpans) - 1) / (SpanLength * MostSpans));
        if ((long)ids.Length * FewestSpans > (logits.Length + length - 1) / length || !SelectFromSpans(logits, length, ids, values))
        {
            SelectFromAll(logits, ids, values);
        }
    }

    /// <summary>
    /// Looks only where the largest can be: the k-th largest of the maxima of spans is a bound that k logits reach, and few spans reach it. False if that bound
    /// is no number above −∞.
    /// </summary>
    /// <param name="logits">[vocab] The row.</param>
    /// <param name="length">Of a span, so that there are no more than <see cref="MostSpans"/>.</param>
    /// <param name="ids">[k] Overwritten.</param>
    /// <param name="values">[k] Overwritten.</param>
    private static unsafe bool SelectFromSpans(ReadOnlySpan<float> logits, int length, Span<int> ids, Span<float> values)
    {
        int count = (logits.Length + length - 1) / length;
        float* maxima = stackalloc float[MostSpans];
        fixed (float* x = logits)
        {
            SpanMaxima kernel = new(x, logits.Length, length, maxima);
            Widest.Run(ref kernel);
        }

        SelectFromAll(new ReadOnlySpan<float>(maxima, count), ids, values);
        float bound = values[^1];
        if (!(bound > float.NegativeInfinity))
        {
            return false;
        }

        values.Fill(float.NaN); // Anything is above it.
        for (int span = 0; span < count; span++)
        {
            if (!(maxima[span] < bound)) // Also where it is no number, for that may hide greater ones.
            {
                int start = span * length;
                Consider(logits.Slice(start, Math.Min(length, logits.Length - start)), start, ids, values);
            }
        }

        return true;
    }

    private static void SelectFromAll(ReadOnlySpan<float> logits, Span<int> ids, Span<float> values)
    {
        for (int index = 0; index < ids.Length; index++)
        {
            Insert(ids, values, index, index, logits[index]);
        }

        Consider(logits[ids.Length..], ids.Length, ids, values);
    }

    /// <summary>Looks through numbers for any above the last of the best so far; of many hardly any is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Consider(ReadOnlySpan<float> logits, int start, Span<int> ids, Span<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(logits);
        Vector<float> threshold = new(values[^1]);
        int index = 0;
        for (; index <= logits.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            if (!Vector.LessThanOrEqualAll(Vector.LoadUnsafe(ref first, (nuint)index), threshold)) // Also where one is no number.
            {
                ConsiderEach(logits.Slice(index, Vector<float>.Count), start + index, ids, values);
                threshold = new Vector<float>(values[^1]);
            }
        }

        ConsiderEach(logits[index..], start + index, ids, values);
    }

    private static void ConsiderEach(ReadOnlySpan<float> logits, int start, Span<int> ids, Span<float> values)
    {
        for (int index = 0; index < logits.Length; index++)
        {
            if (IsAbove(logits[index], values[^1]))
            {
                Insert(ids, values, ids.Length - 1, start + index, logits[index]);
            }
        }
    }

    /// <summary>Puts a value among the first <paramref name="last"/>, which are in order, behind those not below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Insert(Span<int> ids, Span<float> values, int last, int id, float value)
    {
        int place = last;
        for (; place > 0 && IsAbove(value, values[place - 1]); place--)
        {
            (values[place], ids[place]) = (values[place - 1], ids[place - 1]);
        }

        (values[place], ids[place]) = (value, id);
    }

    private static bool IsAbove(float value, float other) => value > other || (float.IsNaN(other) && !float.IsNaN(value));

    /// <summary>The greatest number of every span.</summary>
    private readonly unsafe struct SpanMaxima(float* x, int count, int length, float* maxima) : ILaneKernel
    {
        [MethodImpl(Widest.Loop)]
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            for (int start = 0; start < count; start += length)
            {
                int end = Math.Min(start + length, count);
                int i = start;
                TLanes largest = TLanes.Broadcast(float.NegativeInfinity);
                for (; i <= end - TLanes.Count; i += TLanes.Count)
                {
                    largest = TLanes.AtLeast(TLanes.Load(x + i), largest);
                }

                float greatest = TLanes.Largest(largest);
                for (; i < end; i++)
                {
                    greatest = x[i] > greatest ? x[i] : greatest;
                }

                maxima[start / length] = greatest;
            }
        }
    }
}
