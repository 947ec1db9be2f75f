using Dragoman.Numerics;
using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Random;

namespace Dragoman.Lab.Benchmarking;

/// <summary>What the matrix product reaches by itself on one thread: the yardstick of every share of the peak.</summary>
internal static class GemmPeak
{
    private const int Size = 1024;

    /// <summary>Billions of operations a second on a product of 1024 × 1024 × 1024 with packed weights.</summary>
    internal static double Measure()
    {
        RandomStream random = new(seed: 1);
        Tensor a = Tensor.Allocate(Size, Size);
        Tensor b = Tensor.Allocate(Size, Size);
        Tensor c = Tensor.Allocate(Size, Size);
        Initializer.Uniform(a, -1f, 1f, random);
        Initializer.Uniform(b, -1f, 1f, random);
        PackedMatrix packed = new(Size, Size);
        packed.Pack(b, transposed: false);
        Arena scratch = new();
        Timing timing = Timing.Measure(() => Gemm.Multiply(a, false, packed, c, false, scratch), warmUpCalls: 10, seconds: 0.2);
        return 2.0 * Size * Size * Size / timing.Median / 1e6;
    }
}
