using System.Numerics.Tensors;

namespace Dragoman.Numerics.Kernels;

/// <summary>Looks for what is not a finite number: NaN and the infinities.</summary>
internal static class Finite
{
    private const int Block = 4096; // stays in the first-level cache while the faulty element is looked for

    /// <summary>Finds the first element that is not finite.</summary>
    /// <param name="values">[count] The elements.</param>
    /// <returns>Its index; −1 when all are finite, and for no elements.</returns>
    public static int IndexOfAnyExcept(ReadOnlySpan<float> values)
    {
        for (int start = 0; start < values.Length; start += Block)
        {
            ReadOnlySpan<float> block = values.Slice(start, Math.Min(Block, values.Length - start));
            if (TensorPrimitives.IsFiniteAll(block))
            {
                continue;
            }

            int index = 0;
            while (float.IsFinite(block[index]))
            {
                index++;
            }

            return start + index;
        }

        return -1;
    }
}
