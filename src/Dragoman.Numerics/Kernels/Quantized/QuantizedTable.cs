using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>A matrix in 8 bits, row by row: x ≈ s_r · q, with a scale for each row, −127 ≤ q ≤ 127. A quarter of the memory of floats.</summary>
/// <remarks>The form in which 8 bits are stored and looked up; products have their own order (<see cref="QuantizedMatrix"/>), with the same numbers.</remarks>
internal sealed class QuantizedTable
{
    /// <summary>Largest magnitude of a byte; −128 is not used, so that a number and its negative are equally exact.</summary>
    internal const int LargestByte = 127;

    /// <summary>Takes numbers that are there; they are not copied.</summary>
    /// <param name="bytes">[rows, columns] q, none of them −128.</param>
    /// <param name="scales">[rows] s, finite and not negative.</param>
    /// <param name="columns">Width of a row.</param>
    /// <exception cref="ShapeException">There are more or fewer bytes.</exception>
    internal QuantizedTable(sbyte[] bytes, float[] scales, int columns)
    {
        ShapeException.ThrowIfLengthIsNot(bytes.Length, nameof(bytes), checked(scales.Length * columns));
        (Bytes, Scales, Columns) = (bytes, scales, columns);
    }

    /// <summary>Makes a table of zeros.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Width of a row.</param>
    internal QuantizedTable(int rows, int columns)
        : this(new sbyte[checked(rows * columns)], new float[rows], columns)
    {
    }

    /// <summary>Quantises a matrix: q = round(127 x / max |x|) in each row.</summary>
    /// <param name="values">[rows, columns] Finite.</param>
    internal static QuantizedTable Of(Matrix values)
    {
        QuantizedTable table = new(values.Rows, values.Columns);
        table.Quantize(0, values);
        return table;
    }

    /// <summary>Number of rows.</summary>
    internal int Rows => Scales.Length;

    /// <summary>Width of a row.</summary>
    internal int Columns { get; }

    /// <summary>[rows, columns] q.</summary>
    internal sbyte[] Bytes { get; }

    /// <summary>[rows] s.</summary>
    internal float[] Scales { get; }

    /// <summary>Quantises some rows.</summary>
    /// <param name="firstRow">The first of them.</param>
    /// <param name="values">[rows, columns] Finite.</param>
    internal void Quantize(int firstRow, Matrix values)
    {
        Quantize(values, Bytes.AsSpan(firstRow * Columns), Scales.AsSpan(firstRow));
    }

    /// <summary>Quantises a matrix into memory of the caller.</summary>
    /// <param name="values">[rows, columns] Finite.</param>
    /// <param name="bytes">[rows, columns] q, overwritten; there may be more.</param>
    /// <param name="scales">[rows] s, overwritten; there may be more.</param>
    internal static void Quantize(Matrix values, Span<sbyte> bytes, Span<float> scales)
    {
        for (int row = 0; row < values.Rows; row++)
        {
            Quantize(values.Row(row), bytes.Slice(row * values.Columns, values.Columns), out scales[row]);
        }
    }

    /// <summary>The bytes of a row.</summary>
    /// <param name="row">Which row.</param>
    internal Span<sbyte> Row(int row) => Bytes.AsSpan(row * Columns, Columns);

    /// <summary>A row as floats.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="destination">[columns] Overwritten.</param>
    [MethodImpl(Widest.Loop)]
    internal void CopyRow(int row, Span<float> destination)
    {
        ReadOnlySpan<sbyte> bytes = Row(row);
        ShapeException.ThrowIfLengthIsNot(destination.Length, nameof(destination), bytes.Length);
        float scale = Scales[row];
        ref sbyte from = ref MemoryMarshal.GetReference(bytes);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int column = 0;
        for (; column <= bytes.Length - Vector128<sbyte>.Count; column += Vector128<sbyte>.Count)
        {
            Vector128<sbyte> q = Vector128.LoadUnsafe(ref from, (nuint)column);
            StoreScaled(Vector128.WidenLower(q), scale, ref Unsafe.Add(ref to, column));
            StoreScaled(Vector128.WidenUpper(q), scale, ref Unsafe.Add(ref to, column + Vector128<short>.Count));
        }

        for (; column < bytes.Length; column++)
        {
            destination[column] = bytes[column] * scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreScaled(Vector128<short> bytes, float scale, ref float to)
    {
        (Vector128.ConvertToSingle(Vector128.WidenLower(bytes)) * scale).StoreUnsafe(ref to);
        (Vector128.ConvertToSingle(Vector128.WidenUpper(bytes)) * scale).StoreUnsafe(ref to, (nuint)Vector128<int>.Count);
    }

    private static void Quantize(ReadOnlySpan<float> row, Span<sbyte> bytes, out float scale)
    {
        float largest = row.IsEmpty ? 0f : MathF.Abs(TensorPrimitives.MaxMagnitude(row));
        scale = largest / LargestByte;
        float factor = largest > 0f ? LargestByte / largest : 0f;
        for (int i = 0; i < row.Length; i++)
        {
            bytes[i] = (sbyte)MathF.Round(Math.Clamp(row[i] * factor, -LargestByte, LargestByte));
        }
    }
}
