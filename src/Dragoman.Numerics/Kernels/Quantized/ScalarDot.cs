using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>Byte by byte, on any processor.</summary>
internal unsafe struct ScalarDot : IByteDot<ScalarDot, ScalarDot.Weights>
{
    private Eight _sums;

    /// <inheritdoc/>
    public static int TileRows => 2;

    /// <inheritdoc/>
    public static Weights Load(sbyte* weights) => new((nint)weights);

    /// <inheritdoc/>
    public static ScalarDot Add(ScalarDot sums, byte* inputs, Weights weights)
    {
        sbyte* weight = (sbyte*)weights.Address;
        for (int output = 0; output < QuantizedMatrix.BlockWidth; output++)
        {
            for (int input = 0; input < QuantizedMatrix.GroupWidth; input++)
            {
                sums._sums[output] += inputs[input] * *weight++;
            }
        }

        return sums;
    }

    /// <inheritdoc/>
    public readonly Vector256<int> Less(int* shifts) => Vector256.Create((ReadOnlySpan<int>)_sums) - Vector256.Load(shifts);

    /// <summary>Where four weights of each of eight outputs are.</summary>
    /// <param name="Address">Of the first.</param>
    internal readonly record struct Weights(nint Address);

    [InlineArray(QuantizedMatrix.BlockWidth)]
    private struct Eight
    {
        private int _first;
    }
}
