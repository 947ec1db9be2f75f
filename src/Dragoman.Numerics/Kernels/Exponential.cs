using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>The exponential function where a softmax needs it: after the maximum is subtracted, so for arguments up to 0.</summary>
/// <remarks>
/// Range reduction in two steps by Cody and Waite and the polynomial of Moshier's Cephes library (expf), within 2 units in the last place.
/// Faster than <see cref="Vector.Exp(Vector{float})"/>, which works in double precision and covers all arguments.
/// </remarks>
internal static class Exponential
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f; // few bits: its product with a whole number is exact
    private const float Ln2Low = -2.12194440e-4f;
    private const float Smallest = -87.3f; // below, the result would be subnormal
    private const float Rounder = 12582912f + 127f; // 1.5 · 2^23 makes the sum whole; 127 is the bias of the exponent
    private const int MantissaBits = 23;

    /// <summary>exp(x); 0 where x is below −87.3, not-a-number where x is.</summary>
    /// <param name="x">Lanes not above 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> OfNonPositive(Vector<float> x)
    {
        Vector<float> rounded = Vector.MultiplyAddEstimate(x, new(Log2E), new(Rounder));
        Vector<float> power = (rounded.As<float, int>() << MantissaBits).As<int, float>(); // 2^n
        Vector<float> n = rounded - new Vector<float>(Rounder);
        Vector<float> r = Vector.MultiplyAddEstimate(n, new(-Ln2High), x);
        r = Vector.MultiplyAddEstimate(n, new(-Ln2Low), r);
        Vector<float> q = Vector.MultiplyAddEstimate(r, new(1.9875691500e-4f), new(1.3981999507e-3f));
        q = Vector.MultiplyAddEstimate(q, r, new(8.3334519073e-3f));
        q = Vector.MultiplyAddEstimate(q, r, new(4.1665795894e-2f));
        q = Vector.MultiplyAddEstimate(q, r, new(1.6666665459e-1f));
        q = Vector.MultiplyAddEstimate(q, r, new(5.0000001201e-1f));
        q = Vector.MultiplyAddEstimate(q, r * r, r + Vector<float>.One);
        return Vector.ConditionalSelect(Vector.LessThan(x, new(Smallest)), Vector<float>.Zero, q * power);
    }
}
