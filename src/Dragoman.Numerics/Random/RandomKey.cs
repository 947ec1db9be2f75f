namespace Dragoman.Numerics.Random;

/// <summary>Names one random mask of a training run: the same key always gives the same mask.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Update">Number of the optimizer step.</param>
/// <param name="Site">Where in the model, so that two dropouts of one update differ.</param>
public readonly record struct RandomKey(ulong Seed, ulong Update, uint Site)
{
    private const uint Tag = 0x6B657973; // keeps keys apart from the draws of a RandomStream with the same seed

    /// <summary>128 random bits that stand for this key.</summary>
    /// <remarks>Philox is a bijection of its counter, so two updates or two sites of one seed never get the same bits.</remarks>
    internal PhiloxBlock Derive() => Philox.Generate(new PhiloxBlock((uint)Update, (uint)(Update >> 32), Site, Tag), Seed);
}
