using System.Globalization;
using Dragoman.Numerics;
using Dragoman.Numerics.Kernels.Products;
using Product = Dragoman.Numerics.Kernels.Products.Gemm;

namespace Dragoman.Benchmarks.Gemm;

/// <summary>Our product beside OpenBLAS on the same data, measured in turns so that a busy machine is unfair to both alike.</summary>
internal static unsafe class GemmComparison
{
    private const int MostRounds = 41;
    private const int FewestRounds = 7;
    private const double OperationsPerSample = 1.5e8;
    private const double OperationsPerShape = 2e10;

    internal static void Run(string[] arguments)
    {
        OpenBlas.UseOneThread();
        WarmUp();
        Print($"GFLOP/s on one thread, m x k x n, lower quartile of {FewestRounds} to {MostRounds} times; {OpenBlas.Describe()}");
        Console.WriteLine();
        Console.WriteLine("| shape | packed | unpacked | OpenBLAS | packed / OpenBLAS | unpacked / OpenBLAS |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        double packedLogs = 0;
        double unpackedLogs = 0;
        int count = 0;
        foreach (GemmShape shape in GemmShape.All.Where(shape => arguments.All(shape.Name.Contains)))
        {
            double[] speed = Measure(shape);
            double packedRatio = speed[0] / speed[2];
            double unpackedRatio = speed[1] / speed[2];
            Print(
                $"| {shape.Name} | {speed[0]:F1} | {speed[1]:F1} | {speed[2]:F1} | {packedRatio:F2} | {unpackedRatio:F2} |");
            packedLogs += Math.Log(packedRatio);
            unpackedLogs += Math.Log(unpackedRatio);
            count++;
        }

        Print(
            $"| geometric mean | | | | {Math.Exp(packedLogs / count):F3} | {Math.Exp(unpackedLogs / count):F3} |");
    }

    /// <summary>Lets the just-in-time compiler finish with what every product runs through.</summary>
    private static void WarmUp()
    {
        for (int round = 0; round < 3; round++)
        {
            _ = Measure(new GemmShape(13, 20, 40));
            Thread.Sleep(200);
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>GFLOP/s of ours with B packed ahead, ours without, and OpenBLAS.</summary>
    private static double[] Measure(GemmShape shape)
    {
        Arena scratch = new();
        Matrix a = Random(shape.TransposeA ? shape.Depth : shape.Rows, shape.TransposeA ? shape.Rows : shape.Depth);
        Matrix b = Random(shape.TransposeB ? shape.Columns : shape.Depth, shape.TransposeB ? shape.Depth : shape.Columns);
        Matrix c = Matrix.Allocate(shape.Rows, shape.Columns);
        PackedMatrix packed = new(shape.Depth, shape.Columns);
        packed.Pack(b, shape.TransposeB);
        Action[] contenders =
        [
            () => Product.Multiply(a, shape.TransposeA, packed, c, false, scratch),
            () => Product.Multiply(a, shape.TransposeA, b, shape.TransposeB, c, false, scratch),
            () => OpenBlas.Multiply(shape, a.Pointer, b.Pointer, c.Pointer),
        ];

        int repeats = Math.Max(1, (int)(OperationsPerSample / shape.FloatingPointOperations));
        int rounds = Math.Clamp((int)(OperationsPerShape / shape.FloatingPointOperations), FewestRounds, MostRounds);
        double[][] seconds = [new double[rounds], new double[rounds], new double[rounds]];
        for (int round = -1; round < rounds; round++)
        {
            for (int contender = 0; contender < contenders.Length; contender++)
            {
                // One call untimed: the data is in the caches that the contender itself fills.
                contenders[contender]();
                double start = ThreadClock.Seconds();
                for (int repeat = 0; repeat < repeats; repeat++)
                {
                    contenders[contender]();
                }

                if (round >= 0)
                {
                    seconds[contender][round] = (ThreadClock.Seconds() - start) / repeats;
                }
            }
        }

        return [.. seconds.Select(times => shape.FloatingPointOperations / LowerQuartile(times) / 1e9)];
    }

    /// <summary>Less moved by other programs on the machine than the median, and not by luck alone like the minimum.</summary>
    private static double LowerQuartile(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 4];
    }

    private static Matrix Random(int rows, int columns)
    {
        Random random = new(1);
        Matrix matrix = Matrix.Allocate(rows, columns);
        foreach (ref float value in matrix.Span)
        {
            value = random.NextSingle() - 0.5f;
        }

        return matrix;
    }
}
