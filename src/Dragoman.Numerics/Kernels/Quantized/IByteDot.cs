using System.Runtime.Intrinsics;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>Sums of products of bytes, of eight outputs side by side. All forms give the same whole numbers.</summary>
/// <typeparam name="TSelf">The sums themselves, in registers.</typeparam>
/// <typeparam name="TWeights">Four weights of each of the eight outputs, in registers.</typeparam>
internal unsafe interface IByteDot<TSelf, TWeights>
    where TSelf : struct, IByteDot<TSelf, TWeights>
    where TWeights : struct
{
    /// <summary>Rows that are computed together, 6 or 2: as many as find room in the registers.</summary>
    static abstract int TileRows { get; }

    /// <summary>Reads weights: [8, 4].</summary>
    static abstract TWeights Load(sbyte* weights);

    /// <summary>Adds, for each output, the products of four inputs with its four weights.</summary>
    /// <param name="sums">The sums so far.</param>
    /// <param name="inputs">[4] Counted from 128 on.</param>
    /// <param name="weights">What <see cref="Load"/> gave.</param>
    static abstract TSelf Add(TSelf sums, byte* inputs, TWeights weights);

    /// <summary>Σ (u − 128) q of the eight outputs.</summary>
    /// <param name="shifts">[8] 128 Σ q.</param>
    Vector256<int> Less(int* shifts);
}
