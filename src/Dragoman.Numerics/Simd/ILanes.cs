namespace Dragoman.Numerics.Simd;

/// <summary>
/// A register of floats. A kernel that is generic over its lanes is written once and runs on 512, 256 and 128 bits and on single floats.
/// </summary>
/// <remarks>
/// The members that end in <c>Bits</c> see each lane as a 32-bit integer. A mask is a lane of all ones or all zeros, as comparisons make it.
/// Every member is one or two instructions, is inlined, and keeps its operands in registers.
/// </remarks>
/// <typeparam name="TSelf">The lanes themselves.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> floats; the address need not be aligned.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Writes <see cref="Count"/> floats; the address need not be aligned.</summary>
    void Store(float* destination);

    /// <summary>The same float in every lane.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>The same 32 bits in every lane.</summary>
    static abstract TSelf BroadcastBits(int bits);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left · right + addend, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The greater of <paramref name="bound"/> and <paramref name="value"/>; a NaN in <paramref name="value"/> stays.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf value);

    /// <summary>The smaller of <paramref name="bound"/> and <paramref name="value"/>; a NaN in <paramref name="value"/> stays.</summary>
    static abstract TSelf AtMost(TSelf bound, TSelf value);

    /// <summary>value · 2^exponent for a whole <paramref name="exponent"/> from −252 to 252, over- and underflowing as IEEE 754 does.</summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>The same in fewer instructions for a whole <paramref name="exponent"/> from −150 to 0.</summary>
    static abstract TSelf ScaleDown(TSelf value, TSelf exponent);

    /// <summary>Mask of the lanes in which <paramref name="left"/> is below <paramref name="right"/>.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>Lane by lane, <paramref name="yes"/> where the mask is set and <paramref name="no"/> elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf yes, TSelf no);

    /// <summary>Wrapping sum of integers.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf AndBits(TSelf left, TSelf right);

    /// <summary>Integers shifted right by <paramref name="count"/>, keeping their sign.</summary>
    static abstract TSelf ShiftRightBits(TSelf value, int count);

    /// <summary>Integers turned into the floats of the same value.</summary>
    static abstract TSelf ConvertBits(TSelf value);

    /// <summary>Sum over the lanes.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>Greatest lane; unspecified if a lane is NaN.</summary>
    static abstract float Largest(TSelf value);
}
