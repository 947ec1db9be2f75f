namespace Dragoman.Benchmarks.Gemm;

/// <summary>One product to measure: C [rows, columns] = op(A) [rows, depth] · op(B) [depth, columns].</summary>
internal sealed record GemmShape(int Rows, int Depth, int Columns, bool TransposeA = false, bool TransposeB = false)
{
    internal double FloatingPointOperations => 2.0 * Rows * Depth * Columns;

    internal string Name => $"{Rows}x{Depth}x{Columns} {(TransposeA ? 't' : 'n')}{(TransposeB ? 't' : 'n')}";

    /// <summary>Shapes of training and decoding, and those in which products are usually compared.</summary>
    internal static IReadOnlyList<GemmShape> All { get; } =
    [
        new(1024, 1024, 1024),
        new(64, 512, 1536),
        new(64, 512, 1536, TransposeB: true),
        new(64, 1536, 512),
        new(64, 1536, 512, TransposeB: true),
        new(128, 256, 768),
        new(1600, 512, 10000),
        new(64, 1024, 2048),
        new(64, 1024, 2048, TransposeB: true),
        new(64, 512, 10000),
        new(5, 512, 10000),
        new(5, 512, 10000, TransposeB: true),
        new(1, 512, 10000),
        new(1, 512, 10000, TransposeB: true),
        new(1536, 1174, 512, TransposeA: true),
        new(10000, 1174, 512, TransposeA: true),
        new(1174, 10000, 512),
        new(768, 960, 256),
        new(128, 768, 256),
        new(3000, 1800, 1000),
        new(80, 1000, 3000),
        new(64, 32, 96),
        new(64, 32, 96, TransposeB: true),
        new(96, 480, 32, TransposeA: true),
        new(480, 32, 200),
        new(64, 96, 32),
        new(1, 32, 96),
        new(1, 256, 768),
        .. Enumerable.Range(1, 64).Where(rows => rows <= 16 || rows % 5 == 0 || rows == 64).Select(rows => new GemmShape(rows, 512, 1536)),
    ];
}
