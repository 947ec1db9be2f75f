using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Numerics.Kernels;

/// <summary>Transposes strips of a matrix, 4 × 4 numbers in each 128-bit part of a vector.</summary>
internal static unsafe class Transposition
{
    /// <summary>target[k × targetStride + row] = source[row × sourceStride + k].</summary>
    /// <param name="source">First element.</param>
    /// <param name="sourceStride">Floats between rows of the source.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="depth">Columns of the source.</param>
    /// <param name="target">Receives unspecified numbers in the rows up to the next multiple of 4.</param>
    /// <param name="targetStride">Floats between steps of depth; at least <paramref name="rows"/> rounded up to a multiple of 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(float* source, nint sourceStride, int rows, int depth, float* target, nint targetStride)
    {
        int row = 0;
        if (Avx512F.IsSupported)
        {
            for (; row + 16 <= rows; row += 16)
            {
                Transpose16(source + (row * sourceStride), sourceStride, depth, target + row, targetStride);
            }
        }

        if (Avx.IsSupported)
        {
            for (; row + 8 <= rows; row += 8)
            {
                Transpose8(source + (row * sourceStride), sourceStride, depth, target + row, targetStride);
            }
        }

        for (; row < rows; row += 4)
        {
            Transpose4(source + (row * sourceStride), sourceStride, rows - row, depth, target + row, targetStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose16(float* source, nint sourceStride, int depth, float* target, nint targetStride)
    {
        nint stride4 = 4 * sourceStride;
        int k = 0;
        for (; k + 4 <= depth; k += 4)
        {
            Vector512<float> row0 = Gather16(source + k, stride4);
            Vector512<float> row1 = Gather16(source + k + sourceStride, stride4);
            Vector512<float> row2 = Gather16(source + k + (2 * sourceStride), stride4);
            Vector512<float> row3 = Gather16(source + k + (3 * sourceStride), stride4);
            Vector512<float> even0 = Avx512F.UnpackLow(row0, row2);
            Vector512<float> even1 = Avx512F.UnpackHigh(row0, row2);
            Vector512<float> odd0 = Avx512F.UnpackLow(row1, row3);
            Vector512<float> odd1 = Avx512F.UnpackHigh(row1, row3);
            Avx512F.UnpackLow(even0, odd0).Store(target);
            Avx512F.UnpackHigh(even0, odd0).Store(target + targetStride);
            Avx512F.UnpackLow(even1, odd1).Store(target + (2 * targetStride));
            Avx512F.UnpackHigh(even1, odd1).Store(target + (3 * targetStride));
            target += 4 * targetStride;
        }

        TransposeRest(source, sourceStride, 16, k, depth, target, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather16(float* source, nint stride)
    {
        Vector512<float> lanes = Vector512.Create(Gather8(source, stride), Vector256<float>.Zero);
        lanes = Avx512F.InsertVector128(lanes, Vector128.Load(source + (2 * stride)), 2);
        return Avx512F.InsertVector128(lanes, Vector128.Load(source + (3 * stride)), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8(float* source, nint sourceStride, int depth, float* target, nint targetStride)
    {
        nint stride4 = 4 * sourceStride;
        int k = 0;
        for (; k + 4 <= depth; k += 4)
        {
            Vector256<float> row0 = Gather8(source + k, stride4);
            Vector256<float> row1 = Gather8(source + k + sourceStride, stride4);
            Vector256<float> row2 = Gather8(source + k + (2 * sourceStride), stride4);
            Vector256<float> row3 = Gather8(source + k + (3 * sourceStride), stride4);
            Vector256<float> even0 = Avx.UnpackLow(row0, row2);
            Vector256<float> even1 = Avx.UnpackHigh(row0, row2);
            Vector256<float> odd0 = Avx.UnpackLow(row1, row3);
            Vector256<float> odd1 = Avx.UnpackHigh(row1, row3);
            Avx.UnpackLow(even0, odd0).Store(target);
            Avx.UnpackHigh(even0, odd0).Store(target + targetStride);
            Avx.UnpackLow(even1, odd1).Store(target + (2 * targetStride));
            Avx.UnpackHigh(even1, odd1).Store(target + (3 * targetStride));
            target += 4 * targetStride;
        }

        TransposeRest(source, sourceStride, 8, k, depth, target, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Gather8(float* source, nint stride) =>
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint sourceStride, int rows, int depth, float* target, nint targetStride)
    {
        // With fewer than 4 rows the last one is read again, so that nothing outside the matrix is.
        float* source1 = source + (Math.Min(1, rows - 1) * sourceStride);
        float* source2 = source + (Math.Min(2, rows - 1) * sourceStride);
        float* source3 = source + (Math.Min(3, rows - 1) * sourceStride);
        int k = 0;
        for (; k + 4 <= depth; k += 4)
        {
            Vector128<float> row0 = Vector128.Load(source + k);
            Vector128<float> row1 = Vector128.Load(source1 + k);
            Vector128<float> row2 = Vector128.Load(source2 + k);
            Vector128<float> row3 = Vector128.Load(source3 + k);
            Vector128<float> even0 = ZipLow(row0, row2);
            Vector128<float> even1 = ZipHigh(row0, row2);
            Vector128<float> odd0 = ZipLow(row1, row3);
            Vector128<float> odd1 = ZipHigh(row1, row3);
            ZipLow(even0, odd0).Store(target);
            ZipHigh(even0, odd0).Store(target + targetStride);
            ZipLow(even1, odd1).Store(target + (2 * targetStride));
            ZipHigh(even1, odd1).Store(target + (3 * targetStride));
            target += 4 * targetStride;
        }

        TransposeRest(source, sourceStride, Math.Min(rows, 4), k, depth, target, targetStride);
    }

    private static void TransposeRest(float* source, nint sourceStride, int rows, int k, int depth, float* target, nint targetStride)
    {
        for (; k < depth; k++)
        {
            for (int row = 0; row < rows; row++)
            {
                target[row] = source[(row * sourceStride) + k];
            }

            target += targetStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3]);
}
