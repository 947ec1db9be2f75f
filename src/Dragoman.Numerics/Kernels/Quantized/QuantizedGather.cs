using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>Copies some outputs of a matrix in 8 bits, bytes and scales as they are, so that a product has the same bits there as with the whole.</summary>
internal static unsafe class QuantizedGather
{
    private const int Width = QuantizedMatrix.BlockWidth;

    /// <summary>Copies outputs.</summary>
    /// <param name="weights">[outputs, inputs] The whole.</param>
    /// <param name="outputs">Which outputs, any number of times each.</param>
    /// <param name="arena">Where the copy is taken from, and how long it lives.</param>
    /// <returns>[chosen outputs, inputs]</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static QuantizedMatrix Run(QuantizedMatrix weights, ReadOnlySpan<int> outputs, Arena arena)
    {
        foreach (int output in outputs)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)weights.Outputs, nameof(outputs));
        }

        QuantizedMatrix chosen = new(outputs.Length, weights.Inputs, arena.Take);
        int** rows = stackalloc int*[Width]; // four bytes, those of a group, at once
        for (int block = 0; block < chosen.Blocks; block++)
        {
            for (int i = 0; i < Width; i++)
            {
                // What fills the last blocks is any output: no product writes it.
                (int home, int lane) = Math.DivRem(outputs[Math.Min((block * Width) + i, outputs.Length - 1)], Width);
                rows[i] = (int*)weights.BytesOf(home) + lane;
                chosen.ScalesOf(block)[i] = weights.ScalesOf(home)[lane];
                chosen.ShiftsOf(block)[i] = weights.ShiftsOf(home)[lane];
            }

            Interleave(rows, (int*)chosen.BytesOf(block), weights.Groups);
        }

        weights.KeepAlive();
        return chosen;
    }

    /// <summary>Reads all outputs of a block side by side, so that the memory has eight requests at a time.</summary>
    [MethodImpl(Widest.Loop)]
    private static void Interleave(int** rows, int* to, int groups)
    {
        int* row0 = rows[0], row1 = rows[1], row2 = rows[2], row3 = rows[3];
        int* row4 = rows[4], row5 = rows[5], row6 = rows[6], row7 = rows[7];
        nint end = (nint)groups * Width;
        for (nint i = 0; i < end; i += Width)
        {
            Vector256.Create(row0[i], row1[i], row2[i], row3[i], row4[i], row5[i], row6[i], row7[i]).Store(to + i);
        }
    }
}
