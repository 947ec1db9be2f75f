using System.Numerics;

namespace Dragoman.Distributed;

/// <summary>Numbers by their upper 16 bits (bfloat16): the range of 32 bits, with 8 bits of precision.</summary>
internal static class UpperHalves
{
    /// <summary>Rounds x + r to the nearest, ties to even, and keeps in r what that takes away.</summary>
    /// <param name="numbers">[length] x, finite.</param>
    /// <param name="residuals">[length] r; replaced.</param>
    /// <param name="halves">[length] Overwritten.</param>
    internal static void Round(ReadOnlySpan<float> numbers, Span<float> residuals, Span<ushort> halves)
    {
        int i = 0;
        for (int width = Vector<float>.Count; i <= numbers.Length - (2 * width); i += 2 * width)
        {
            Vector<uint> lower = Round(numbers.Slice(i, width), residuals.Slice(i, width));
            Vector<uint> upper = Round(numbers.Slice(i + width, width), residuals.Slice(i + width, width));
            Vector.Narrow(lower, upper).CopyTo(halves[i..]);
        }

        for (; i < numbers.Length; i++)
        {
            float x = numbers[i] + residuals[i];
            uint bits = BitConverter.SingleToUInt32Bits(x);
            uint half = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
            residuals[i] = x - BitConverter.UInt32BitsToSingle(half << 16);
            halves[i] = (ushort)half;
        }
    }

    /// <summary>Adds numbers to others.</summary>
    /// <param name="halves">[length]</param>
    /// <param name="sum">[length] Added to.</param>
    internal static void AddTo(ReadOnlySpan<ushort> halves, Span<float> sum)
    {
        int i = 0;
        for (int width = Vector<float>.Count; i <= halves.Length - (2 * width); i += 2 * width)
        {
            Vector.Widen(new Vector<ushort>(halves[i..]), out Vector<uint> lower, out Vector<uint> upper);
            (new Vector<float>(sum[i..]) + Vector.AsVectorSingle(lower << 16)).CopyTo(sum[i..]);
            (new Vector<float>(sum[(i + width)..]) + Vector.AsVectorSingle(upper << 16)).CopyTo(sum[(i + width)..]);
        }

        for (; i < halves.Length; i++)
        {
            sum[i] += BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
        }
    }

    private static Vector<uint> Round(ReadOnlySpan<float> numbers, Span<float> residuals)
    {
        Vector<float> x = new Vector<float>(numbers) + new Vector<float>(residuals);
        Vector<uint> bits = Vector.AsVectorUInt32(x);
        Vector<uint> halves = (bits + new Vector<uint>(0x7FFF) + ((bits >> 16) & Vector<uint>.One)) >> 16;
        (x - Vector.AsVectorSingle(halves << 16)).CopyTo(residuals);
        return halves;
    }
}
