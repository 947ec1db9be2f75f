using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>Rows of activations in 8 bits: x ≈ s_r · (u − 128), with a scale for each row, found when the row is there.</summary>
internal readonly unsafe struct ByteRows
{
    /// <summary>The byte that stands for 0.</summary>
    internal const int Zero = 128;

    private const float Rounding = (1.5f * (1 << 23)) + Zero; // Its units are worth 1.

    private readonly Matrix _bytes; // [rows, groups], four bytes in the place of a float
    private readonly Matrix _scales; // [1, rows]

    /// <summary>Quantises rows.</summary>
    /// <param name="x">[rows, inputs]</param>
    /// <param name="scratch">Lends the memory.</param>
    internal ByteRows(Matrix x, Arena scratch)
    {
        int groups = (x.Columns + QuantizedMatrix.GroupWidth - 1) / QuantizedMatrix.GroupWidth;
        (_bytes, _scales) = (scratch.Take(x.Rows, groups), scratch.Take(1, x.Rows));
        for (int row = 0; row < x.Rows; row++)
        {
            Quantize(x.Row(row), MemoryMarshal.AsBytes(_bytes.Row(row)), out _scales.Row(0)[row]);
        }
    }

    /// <summary>How many rows.</summary>
    internal int Count => _bytes.Rows;

    /// <summary>Bytes from one row to the next.</summary>
    internal nint Stride => (nint)_bytes.Stride * sizeof(float);

    /// <summary>The bytes of a row: [groups, 4].</summary>
    internal byte* BytesOf(int row) => (byte*)_bytes.RowPointer(row);

    /// <summary>The scales of a row and those that follow it.</summary>
    internal float* ScalesFrom(int row) => _scales.Pointer + row;

    /// <summary>u = 128 + round(127 x / max |x|), halves to even. A number that is none makes the scale none.</summary>
    [MethodImpl(Widest.Loop)]
    private static void Quantize(ReadOnlySpan<float> x, Span<byte> bytes, out float scale)
    {
        float largest = x.IsEmpty ? 0f : MathF.Abs(TensorPrimitives.MaxMagnitude(x));
        scale = largest / QuantizedTable.LargestByte;
        float factor = largest > 0f ? QuantizedTable.LargestByte / largest : 0f;
        int column = 0;
        fixed (float* from = x)
        {
            fixed (byte* to = bytes)
            {
                for (; column <= x.Length - Vector256<byte>.Count; column += Vector256<byte>.Count)
                {
                    Vector256.Narrow(
                        Vector256.Narrow(Rounded(from + column, factor), Rounded(from + column + 8, factor)),
                        Vector256.Narrow(Rounded(from + column + 16, factor), Rounded(from + column + 24, factor))).Store(to + column);
                }
            }
        }

        for (; column < x.Length; column++)
        {
            bytes[column] = (byte)BitConverter.SingleToUInt32Bits((x[column] * factor) + Rounding);
        }

        bytes[x.Length..].Fill(Zero);
    }

    /// <summary>Eight numbers, rounded, in the lowest bytes: a sum so large has no room for fractions.</summary>
    private static Vector256<uint> Rounded(float* x, float factor) =>
        ((Vector256.Load(x) * factor) + Vector256.Create(Rounding)).AsUInt32() & Vector256.Create(0xFFu);
}
