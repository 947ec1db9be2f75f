using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Simd;

/// <summary>Elementary functions on lanes, accurate to a few units in the last place on the whole range of floats; NaN stays NaN.</summary>
/// <remarks>The coefficients are minimax fits of the relative error, rounded to floats.</remarks>
internal static class LaneMath
{
    /// <summary>e^x; 0 and ∞ beyond the range of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes fraction = ExpOfFraction(TLanes.AtMost(TLanes.Broadcast(89f), x), out TLanes exponent);
        return TLanes.Scale(fraction, exponent);
    }

    /// <summary>e^x for x ≤ 0, from 0 to 1; NaN for ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes ExpOfNegative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes fraction = ExpOfFraction(x, out TLanes exponent);
        return TLanes.ScaleDown(fraction, exponent);
    }

    /// <summary>σ(x) = 1 / (1 + e^−x), from 0 to 1.</summary>
    /// <remarks>With e = e^−|x| it is 1 / (1 + e) on the right of 0 and e / (1 + e) on the left, where 0 is approached without cancellation.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes zero = TLanes.Broadcast(0f);
        TLanes one = TLanes.Broadcast(1f);
        TLanes e = ExpOfNegative(TLanes.AtMost(zero - x, x));
        return TLanes.Select(TLanes.LessThan(x, zero), e, one) / (one + e);
    }

    /// <summary>Hyperbolic tangent, from −1 to 1.</summary>
    /// <remarks>
    /// x·P(x²)/Q(x²), exact to 2·10⁻⁸ before rounding on [−9, 9]. Near 0 it tends to x itself; beyond 9, where P and Q stay what they are
    /// at 9, it passes ±1, and is cut there. That also cuts what rounding adds.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes square = TLanes.AtMost(TLanes.Broadcast(81f), x * x);

        TLanes p = TLanes.Broadcast(1.3353547e-8f);
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(2.0608330e-5f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(0.0034955456f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(0.13380991f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Broadcast(1f));

        TLanes q = TLanes.Broadcast(7.7761155e-7f);
        q = TLanes.MultiplyAdd(q, square, TLanes.Broadcast(3.2855629e-4f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Broadcast(0.025876824f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Broadcast(0.46714306f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Broadcast(1f));
        return TLanes.AtMost(TLanes.Broadcast(1f), TLanes.AtLeast(TLanes.Broadcast(-1f), x * p / q));
    }

    /// <summary>Natural logarithm; −∞ at 0, NaN below.</summary>
    /// <remarks>x = 2^n·(1 + f) with 1 + f from √½ to √2, so ln x = n·ln 2 + f − f²/2 + f³·P(f).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        const int RootOfHalf = 0x3F3504F3; // Bits of √½.
        TLanes subnormal = TLanes.LessThan(x, TLanes.Broadcast(1.17549435e-38f));
        TLanes scaled = TLanes.Select(subnormal, x * TLanes.Broadcast(8388608f), x);
        TLanes bits = TLanes.AddBits(scaled, TLanes.BroadcastBits(0x3F800000 - RootOfHalf));
        TLanes n = TLanes.ConvertBits(TLanes.ShiftRightBits(bits, 23)) - TLanes.Broadcast(127f);
        n = TLanes.Select(subnormal, n - TLanes.Broadcast(23f), n);
        TLanes mantissa = TLanes.AndBits(bits, TLanes.BroadcastBits(0x007FFFFF));
        TLanes f = TLanes.AddBits(mantissa, TLanes.BroadcastBits(RootOfHalf)) - TLanes.Broadcast(1f);
        TLanes square = f * f;

        TLanes p = TLanes.Broadcast(-0.076346315f);
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.12761638f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(-0.13160149f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.14201747f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(-0.16623358f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.20001228f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(-0.25000820f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.33333331f));
        p = TLanes.MultiplyAdd(n, TLanes.Broadcast(-2.12194440e-4f), p * square * f);
        p = TLanes.MultiplyAdd(square, TLanes.Broadcast(-0.5f), p) + f;
        TLanes result = TLanes.MultiplyAdd(n, TLanes.Broadcast(0.693359375f), p);

        TLanes zero = TLanes.Broadcast(0f);
        TLanes infinity = TLanes.Broadcast(float.PositiveInfinity);
        result = TLanes.Select(TLanes.LessThan(zero, x), result, zero - infinity);
        result = TLanes.Select(TLanes.LessThan(x, infinity), result, x);
        return TLanes.Select(TLanes.LessThan(x, zero), TLanes.Broadcast(float.NaN), result);
    }

    /// <summary>Splits e^x, for x up to 89, into a fraction from √½ to √2 and a power of 2 from −150 to 128.</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ½ ln 2, so e^x = 2^n·e^r. ln 2 is split in two so that n·ln 2 is exact in its upper part.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpOfFraction<TLanes>(TLanes x, out TLanes n)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes toWhole = TLanes.Broadcast(12582912f); // 1.5·2^23: adding it rounds to a whole number.
        x = TLanes.AtLeast(TLanes.Broadcast(-104f), x);
        n = TLanes.MultiplyAdd(x, TLanes.Broadcast(1.44269504f), toWhole) - toWhole;
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-0.693359375f), x);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(2.12194440e-4f), r);

        TLanes p = TLanes.Broadcast(0.0013814540f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.0083687454f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.041668389f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.16666521f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.49999994f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(1f));
        return TLanes.MultiplyAdd(p, r, TLanes.Broadcast(1f));
    }
}
