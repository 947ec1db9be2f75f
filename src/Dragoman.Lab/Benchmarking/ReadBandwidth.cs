using System.Numerics.Tensors;

namespace Dragoman.Lab.Benchmarking;

/// <summary>How fast one thread reads memory: the yardstick of products with few rows, which read each weight once.</summary>
internal static class ReadBandwidth
{
    /// <summary>Billions of bytes a second when as many bytes are summed over and over.</summary>
    /// <param name="bytes">How many, such as the weights of a model: what fits into a cache is read faster.</param>
    internal static double Measure(double bytes)
    {
        Numerics.Tensor memory = Numerics.Tensor.Allocate(1, (int)(bytes / sizeof(float)));
        float sum = 0f;
        Timing timing = Timing.Measure(() => sum += TensorPrimitives.Sum(memory.Span), warmUpCalls: 10, seconds: 0.2);
        GC.KeepAlive(sum);
        return (double)memory.Length * sizeof(float) / timing.Median / 1e6;
    }
}
