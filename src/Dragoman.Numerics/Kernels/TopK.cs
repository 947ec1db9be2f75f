using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>The largest entries of a row of logits.</summary>
/// <remarks>
/// In descending order; of equal values the smaller id comes first. What is not a number ranks below −∞, the last of all.
/// </remarks>
public static class TopK
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

    /// <summary>Finds the k largest logits and their log probabilities under the softmax of the whole row.</summary>
    /// <param name="logits">[vocab] The row.</param>
    /// <param name="ids">[k] Overwritten with the positions of the largest, in descending order; k is at least 1.</param>
    /// <param name="logProbabilities">[k] Overwritten with logit − log Σ exp(logits).</param>
    /// <exception cref="ShapeException"><paramref name="logProbabilities"/> has another length than <paramref name="ids"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than k logits.</exception>
    public static void SelectLogProbabilities(ReadOnlySpan<float> logits, Span<int> ids, Span<float> logProbabilities)
    {
        Select(logits, ids, logProbabilities);
        if (ids.IsEmpty)
        {
            return;
        }

        float max = logProbabilities[0];
        float logSum = max + (float)Math.Log(SumOfExponentials(logits, max));
        TensorPrimitives.Subtract(logProbabilities, logSum, logProbabilities);
    }

    private static void SelectRest(ReadOnlySpan<float> logits, Span<int> ids, Span<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(logits);
        int count = Vector<float>.Count;
        int index = ids.Length;
        float threshold = values[^1];
        // A lane that is not above the last of the best so far changes nothing, and after the first few hundred hardly one is.
        for (; index <= logits.Length - count; index += count)
        {
            if (!Vector.LessThanOrEqualAll(Vector.LoadUnsafe(ref first, (nuint)index), new Vector<float>(threshold)))
            {
                for (int lane = index; lane < index + count; lane++)
                {
                    Consider(logits[lane], lane, ids, values);
                }

                threshold = values[^1];
            }
        }

        for (; index < logits.Length; index++)
        {
            Consider(logits[index], index, ids, values);
        }
    }

    private static void Consider(float value, int id, Span<int> ids, Span<float> values)
    {
        if (IsAbove(value, values[^1]))
        {
            Insert(ids, values, ids.Length - 1, id, value);
        }
    }

    /// <summary>Puts a value among the first <paramref name="last"/> ones, which are in order, behind those that are not below it.</summary>
    private static void Insert(Span<int> ids, Span<float> values, int last, int id, float value)
    {
        int place = last;
        for (; place > 0 && IsAbove(value, values[place - 1]); place--)
        {
            values[place] = values[place - 1];
            ids[place] = ids[place - 1];
        }

        (values[place], ids[place]) = (value, id);
    }

    private static bool IsAbove(float value, float other) => value > other || (float.IsNaN(other) && !float.IsNaN(value));

    private static double SumOfExponentials(ReadOnlySpan<float> logits, float max)
    {
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - max);
        }

        return sum;
    }
}
