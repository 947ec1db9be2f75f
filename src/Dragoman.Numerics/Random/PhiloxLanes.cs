using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Numerics.Random;

/// <summary>The operations of a Philox round on several counters at once; each 64-bit lane holds one word in its low half.</summary>
/// <remarks>The high halves hold anything: the product reads low halves only, so they need never be cleared.</remarks>
/// <typeparam name="TSelf">The implementing width.</typeparam>
internal interface IPhiloxLanes<TSelf>
    where TSelf : struct, IPhiloxLanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The same word in each lane.</summary>
    static abstract TSelf Broadcast(uint word);

    /// <summary>start, start + 1, … in 64-bit lanes.</summary>
    static abstract TSelf Sequence(ulong start);

    /// <summary>64-bit products of the low halves.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>The high half of each lane moved to the low half.</summary>
    static abstract TSelf HighHalf(TSelf value);

    /// <summary>Exclusive or of three.</summary>
    static abstract TSelf Xor(TSelf a, TSelf b, TSelf c);

    /// <summary>Bit i tells whether the low half of lane i is at least <paramref name="bound"/>.</summary>
    static abstract uint AtLeast(TSelf value, uint bound);
}

/// <summary>Eight counters in a 512-bit register.</summary>
internal readonly struct PhiloxLanes512(Vector512<ulong> value) : IPhiloxLanes<PhiloxLanes512>
{
    private readonly Vector512<ulong> _value = value;

    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Broadcast(uint word) => new(Vector512.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Sequence(ulong start) => new(Vector512.Create(start) + Vector512<ulong>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Multiply(PhiloxLanes512 left, PhiloxLanes512 right) =>
        new(Avx512F.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 HighHalf(PhiloxLanes512 value) => new(value._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Xor(PhiloxLanes512 a, PhiloxLanes512 b, PhiloxLanes512 c) => new(a._value ^ b._value ^ c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtLeast(PhiloxLanes512 value, uint bound) => (uint)Vector512.GreaterThanOrEqual(
        value._value << 32, Vector512.Create((ulong)bound << 32)).ExtractMostSignificantBits();
}

/// <summary>Four counters in a 256-bit register.</summary>
internal readonly struct PhiloxLanes256(Vector256<ulong> value) : IPhiloxLanes<PhiloxLanes256>
{
    private readonly Vector256<ulong> _value = value;

    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Broadcast(uint word) => new(Vector256.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Sequence(ulong start) => new(Vector256.Create(start) + Vector256<ulong>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Multiply(PhiloxLanes256 left, PhiloxLanes256 right) =>
        new(Avx2.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 HighHalf(PhiloxLanes256 value) => new(value._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Xor(PhiloxLanes256 a, PhiloxLanes256 b, PhiloxLanes256 c) => new(a._value ^ b._value ^ c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AtLeast(PhiloxLanes256 value, uint bound) => Vector256.GreaterThanOrEqual(
        value._value << 32, Vector256.Create((ulong)bound << 32)).ExtractMostSignificantBits();
}

/// <summary>One counter in a general register, for processors without a vector product of 32 × 32 → 64 bits in .NET's reach.</summary>
internal readonly struct PhiloxLanes64(ulong value) : IPhiloxLanes<PhiloxLanes64>
{
    private readonly ulong _value = value;

    public static int Count => 1;

    public static PhiloxLanes64 Broadcast(uint word) => new(word);

    public static PhiloxLanes64 Sequence(ulong start) => new(start);

    public static PhiloxLanes64 Multiply(PhiloxLanes64 left, PhiloxLanes64 right) => new((ulong)(uint)left._value * (uint)right._value);

    public static PhiloxLanes64 HighHalf(PhiloxLanes64 value) => new(value._value >> 32);

    public static PhiloxLanes64 Xor(PhiloxLanes64 a, PhiloxLanes64 b, PhiloxLanes64 c) => new(a._value ^ b._value ^ c._value);

    public static uint AtLeast(PhiloxLanes64 value, uint bound) => (uint)value._value >= bound ? 1u : 0u;
}
