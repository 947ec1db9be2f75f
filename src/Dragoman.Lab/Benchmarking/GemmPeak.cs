using System.Numerics.Tensors;
using Dragoman.Numerics;
using Dragoman.Numerics.Kernels.Products;
using Dragoman.Numerics.Random;

namespace Dragoman.Lab.Benchmarking;

/// <summary>What the matrix product reaches by itself on one thread: the yardstick of every share of the peak.</summary>
internal static class GemmPeak
{
    private const int Size = 1024;

    /// <summary>Billions of operations per second on a product of 1024 × 1024 × 1024 with packed weights.</summary>
    internal static double Measure()
    {
        RandomStream random = new(seed: 1);
        Matrix a = Matrix.Allocate(Size, Size);
        Matrix b = Matrix.Allocate(Size, Size);
        Matrix c = Matrix.Allocate(Size, Size);
        Initializer.Uniform(a, -1f, 1f, random);
        Initializer.Uniform(b, -1f, 1f, random);
        PackedMatrix packed = new(Size, Size);
        packed.Pack(b, transposed: false);
        Arena scratch = new();
        Timing timing = Timing.Measure(() => Gemm.Multiply(a, false, packed, c, false, scratch), warmUpCalls: 10, seconds: 0.2);
        return 2.0 * Size * Size * Size / timing.Median / 1e6;
    }
}

/// <summary>How fast one thread reads memory: the yardstick of products with few rows, which read each weight once.</summary>
internal static class ReadBandwidth
{
    /// <summary>Billions of bytes per second when as many bytes are summed over and over.</summary>
    /// <param name="bytes">How many, such as the weights of a model: what fits into a cache is read faster.</param>
    internal static double Measure(double bytes)
    {
        Numerics.Matrix memory = Numerics.Matrix.Allocate(1, (int)(bytes / sizeof(float)));
        float sum = 0f;
        Timing timing = Timing.Measure(() => sum += TensorPrimitives.Sum(memory.Span), warmUpCalls: 10, seconds: 0.2);
        GC.KeepAlive(sum);
        return (double)memory.Length * sizeof(float) / timing.Median / 1e6;
    }
}
