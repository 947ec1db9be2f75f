using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>With AVX2: bytes become 16 bits, of which VPMADDWD multiplies 16 and sums them by twos; the pairs are summed at the end.</summary>
internal readonly unsafe struct PairDot(Vector256<int> low, Vector256<int> high) : IByteDot<PairDot, PairDot.Weights>
{
    private readonly Vector256<int> _low = low; // outputs 0 to 3
    private readonly Vector256<int> _high = high;

    /// <inheritdoc/>
    public static int TileRows => 2;

    /// <inheritdoc/>
    public static Weights Load(sbyte* weights) => new(Avx2.ConvertToVector256Int16(weights), Avx2.ConvertToVector256Int16(weights + 16));

    /// <inheritdoc/>
    public static PairDot Add(PairDot sums, byte* inputs, Weights weights)
    {
        // Four inputs in 64 bits, four times
        Vector256<short> four = Vector256.Create(Sse41.ConvertToVector128Int16(Vector128.CreateScalarUnsafe(*(int*)inputs).AsByte()).AsInt64().ToScalar()).AsInt16();
        return new(sums._low + Avx2.MultiplyAddAdjacent(four, weights.Low), sums._high + Avx2.MultiplyAddAdjacent(four, weights.High));
    }

    /// <inheritdoc/>
    public Vector256<int> Less(int* shifts)
    {
        // HorizontalAdd sums pairs, but takes them by halves of both registers.
        Vector256<int> mixed = Avx2.HorizontalAdd(_low, _high); // outputs 0 1 4 5 | 2 3 6 7
        return Avx2.Permute4x64(mixed.AsInt64(), 0b11_01_10_00).AsInt32() - Vector256.Load(shifts);
    }

    /// <summary>Four weights of each of eight outputs, in 16 bits.</summary>
    /// <param name="Low">Those of outputs 0 to 3.</param>
    /// <param name="High">Those of outputs 4 to 7.</param>
    internal readonly record struct Weights(Vector256<short> Low, Vector256<short> High);
}
