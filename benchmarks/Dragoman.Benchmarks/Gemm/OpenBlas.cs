using System.Runtime.InteropServices;

namespace Dragoman.Benchmarks.Gemm;

/// <summary>The yardstick: OpenBLAS on one thread, from the system's package.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int Plain = 111;
    private const int Transposed = 112;

    internal static void UseOneThread() => SetThreads(1);

    internal static string Describe() => Marshal.PtrToStringAnsi((nint)Configuration()) ?? "OpenBLAS";

    internal static void Multiply(GemmShape shape, float* a, float* b, float* c) =>
        Multiply(
            RowMajor,
            shape.TransposeA ? Transposed : Plain,
            shape.TransposeB ? Transposed : Plain,
            shape.Rows,
            shape.Columns,
            shape.Depth,
            1,
            a,
            shape.TransposeA ? shape.Rows : shape.Depth,
            b,
            shape.TransposeB ? shape.Depth : shape.Columns,
            0,
            c,
            shape.Columns);

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    private static partial byte* Configuration();

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void Multiply(
        int order, int transposeA, int transposeB, int m, int n, int k,
        float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);
}
