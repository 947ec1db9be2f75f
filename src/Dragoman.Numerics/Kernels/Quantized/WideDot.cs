using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>With AVX-512: bytes become 16 bits, of which VPMADDWD multiplies 32 and sums them by twos; the pairs are summed at the end.</summary>
internal readonly unsafe struct WideDot(Vector512<int> sums) : IByteDot<WideDot, Vector512<short>>
{
    private readonly Vector512<int> _sums = sums; // two of each output

    /// <inheritdoc/>
    public static int TileRows => ByteTile.MostRows;

    /// <inheritdoc/>
    public static Vector512<short> Load(sbyte* weights) => Avx512BW.ConvertToVector512Int16(Vector256.Load(weights));

    /// <inheritdoc/>
    public static WideDot Add(WideDot sums, byte* inputs, Vector512<short> weights)
    {
        // Four inputs in 64 bits, eight times
        Vector512<short> four = Vector512.Create(Sse41.ConvertToVector128Int16(Vector128.CreateScalarUnsafe(*(int*)inputs).AsByte()).AsInt64().ToScalar()).AsInt16();
        return new(sums._sums + Avx512BW.MultiplyAddAdjacent(four, weights));
    }

    /// <inheritdoc/>
    public Vector256<int> Less(int* shifts)
    {
        Vector512<long> pairs = _sums.AsInt64();
        return Avx512F.ConvertToVector256Int32(pairs + (pairs >>> 32)) - Vector256.Load(shifts);
    }
}
