using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>With VPDPBUSD, which multiplies 32 bytes and sums them by fours.</summary>
internal readonly unsafe struct VnniDot(Vector256<int> sums) : IByteDot<VnniDot, Vector256<sbyte>>
{
    private readonly Vector256<int> _sums = sums;

    /// <inheritdoc/>
    public static int TileRows => ByteTile.MostRows;

    /// <inheritdoc/>
    public static Vector256<sbyte> Load(sbyte* weights) => Vector256.Load(weights);

    /// <inheritdoc/>
    public static VnniDot Add(VnniDot sums, byte* inputs, Vector256<sbyte> weights) =>
        new(AvxVnni.MultiplyWideningAndAdd(sums._sums, Vector256.Create(*(int*)inputs).AsByte(), weights));

    /// <inheritdoc/>
    public Vector256<int> Less(int* shifts) => _sums - Vector256.Load(shifts);
}
