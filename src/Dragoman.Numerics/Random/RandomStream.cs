using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Random;

/// <summary>Random numbers in sequence; the whole state is three numbers that can be saved and restored exactly.</summary>
/// <remarks>
/// Streams of one seed never overlap: the stream and the position are parts of one Philox counter.
/// One stream belongs to one thread.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of random numbers, as the literature says; no System.IO.Stream.")]
internal sealed class RandomStream
{
    private PhiloxBlock _block;
    private ulong _position;

    /// <summary>A stream at a position: at its start, or where <see cref="Position"/> was when it was saved.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Number of the stream, so that one seed serves many purposes.</param>
    /// <param name="position">32-bit words already drawn.</param>
    public RandomStream(ulong seed, ulong stream = 0, ulong position = 0)
    {
        (Seed, Stream, _position) = (seed, stream, position);
        _block = Block();
    }

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; }

    /// <summary>Number of the stream.</summary>
    public ulong Stream { get; }

    /// <summary>32-bit words drawn since the start of the stream.</summary>
    public ulong Position => _position;

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        uint word = (_position & 3) switch
        {
            0 => _block.X0,
            1 => _block.X1,
            2 => _block.X2,
            _ => _block.X3,
        };
        _position++;
        if ((_position & 3) == 0)
        {
            _block = Block();
        }

        return word;
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>A number from 0 (included) to 1 (excluded), a multiple of 2^−24.</summary>
    public float NextFloat() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>A number from 0 (included) to 1 (excluded), a multiple of 2^−53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1, each with exactly the same probability.</summary>
    /// <param name="bound">Number of outcomes, at least 1.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    /// <remarks>Lemire 2019, "Fast random integer generation in an interval" (arXiv:1805.10941).</remarks>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong product = (ulong)NextUInt32() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            // 2^32 mod bound draws too many: those are drawn again.
            uint surplus = unchecked(0u - (uint)bound) % (uint)bound;
            while ((uint)product < surplus)
            {
                product = (ulong)NextUInt32() * (uint)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Two independent draws from the normal distribution with mean 0 and standard deviation 1.</summary>
    /// <remarks>Box and Muller 1958. Draws come in pairs, so that nothing but the position need be saved.</remarks>
    internal (double First, double Second) NextGaussianPair()
    {
        double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextDouble())); // 1 − u is never 0
        (double sine, double cosine) = Math.SinCos(2.0 * Math.PI * NextDouble());
        return (radius * cosine, radius * sine);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PhiloxBlock Block() => Philox.Generate(PhiloxBlock.From(_position >> 2, Stream), Seed);
}

/// <summary>Names one random mask of a training run: the same key always gives the same mask.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Update">Number of the optimizer step.</param>
/// <param name="Site">Where in the model, so that two dropouts of one update differ.</param>
internal readonly record struct RandomKey(ulong Seed, ulong Update, uint Site)
{
    private const uint Tag = 0x6B657973; // keeps keys apart from the draws of a RandomStream with the same seed

    /// <summary>128 random bits that stand for this key.</summary>
    /// <remarks>Philox is a bijection of its counter, so two updates or two sites of one seed never get the same bits.</remarks>
    internal PhiloxBlock Derive() => Philox.Generate(new PhiloxBlock((uint)Update, (uint)(Update >> 32), Site, Tag), Seed);
}
