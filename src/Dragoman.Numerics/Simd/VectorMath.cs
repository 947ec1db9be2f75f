using System.Runtime.CompilerServices;
namespace Dragoman.Numerics.Simd;

/// <summary>Elementary functions on spans, a vector at a time, accurate to a few units in the last place.</summary>
internal static class VectorMath
{
    /// <summary>Writes e^x for each element; 0 and ∞ beyond the range of floats, NaN for NaN.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="y">Overwritten; as long as <paramref name="x"/>, and the same memory or apart from it.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    public static void Exp(ReadOnlySpan<float> x, Span<float> y) => Map<ExpFunction>(x, y);

    /// <summary>Writes ln x for each element; −∞ at 0, NaN below 0 and for NaN.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="y">Overwritten; as long as <paramref name="x"/>, and the same memory or apart from it.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    public static void Log(ReadOnlySpan<float> x, Span<float> y) => Map<LogFunction>(x, y);

    /// <summary>Writes σ(x) = 1 / (1 + e^−x) for each element; NaN for NaN.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="y">Overwritten; as long as <paramref name="x"/>, and the same memory or apart from it.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> y) => Map<SigmoidFunction>(x, y);

    /// <summary>Writes tanh x for each element; ±1 for large ones, NaN for NaN.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="y">Overwritten; as long as <paramref name="x"/>, and the same memory or apart from it.</param>
    /// <exception cref="ShapeException">The spans differ in length.</exception>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> y) => Map<TanhFunction>(x, y);

    private static unsafe void Map<TFunction>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IFunction
    {
        ShapeException.ThrowIfLengthIsNot(y.Length, nameof(y), x.Length);
        fixed (float* source = x, destination = y)
        {
            Widest.RunRows(new MapKernel<TFunction>(source, destination, x.Length), rows: 1);
        }
    }

    private interface IFunction
    {
        static abstract TLanes Apply<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes>;
    }

    private readonly struct ExpFunction : IFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => LaneMath.Exp(x);
    }

    private readonly struct LogFunction : IFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => LaneMath.Log(x);
    }

    private readonly struct SigmoidFunction : IFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => LaneMath.Sigmoid(x);
    }

    private readonly struct TanhFunction : IFunction
    {
        public static TLanes Apply<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes> => LaneMath.Tanh(x);
    }

    private readonly unsafe struct MapKernel<TFunction>(float* x, float* y, int length) : IRowKernel
        where TFunction : struct, IFunction
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int i = start;
            for (; i <= length - TLanes.Count; i += TLanes.Count)
            {
                TFunction.Apply(TLanes.Load(x + i)).Store(y + i);
            }

            return i;
        }
    }
}
