using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>With ARM's SDOT, which multiplies 16 signed bytes and sums them by fours.</summary>
internal readonly unsafe struct ArmDot(Vector128<int> low, Vector128<int> high) : IByteDot<ArmDot, ArmDot.Weights>
{
    private readonly Vector128<int> _low = low; // outputs 0 to 3
    private readonly Vector128<int> _high = high;

    /// <inheritdoc/>
    public static int TileRows => ByteTile.MostRows;

    /// <inheritdoc/>
    public static Weights Load(sbyte* weights) => new(Vector128.Load(weights), Vector128.Load(weights + 16));

    /// <inheritdoc/>
    public static ArmDot Add(ArmDot sums, byte* inputs, Weights weights)
    {
        Vector128<sbyte> four = (Vector128.Create(*(int*)inputs).AsByte() ^ Vector128.Create((byte)ByteRows.Zero)).AsSByte(); // u − 128
        return new(Dp.DotProduct(sums._low, four, weights.Low), Dp.DotProduct(sums._high, four, weights.High));
    }

    /// <inheritdoc/>
    public Vector256<int> Less(int* shifts) => Vector256.Create(_low, _high);

    /// <summary>Four weights of each of eight outputs.</summary>
    /// <param name="Low">Those of outputs 0 to 3.</param>
    /// <param name="High">Those of outputs 4 to 7.</param>
    internal readonly record struct Weights(Vector128<sbyte> Low, Vector128<sbyte> High);
}
