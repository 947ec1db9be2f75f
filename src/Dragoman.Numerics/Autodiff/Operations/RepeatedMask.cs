using Dragoman.Numerics.Random;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>A mask of dropout that is the same each time it is applied, so that in a loop each row has the same units off at every step.</summary>
/// <remarks>For the recurrent product: Gal and Ghahramani 2016 (arXiv:1512.05287).</remarks>
/// <param name="Rate">Probability p of zeroing an element, 0 ≤ p &lt; 1; 0 zeroes none.</param>
/// <param name="Key">Which mask.</param>
internal readonly record struct RepeatedMask(float Rate, RandomKey Key)
{
    /// <summary>Takes masks for some loops; none that zeroes anything when the rate is 0 or the tape has no <see cref="Tape.DropoutKey"/>.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="rate">Probability p of zeroing an element, 0 ≤ p &lt; 1.</param>
    /// <param name="count">How many masks are needed.</param>
    /// <returns>The first of them; <see cref="Further"/> gives the others.</returns>
    public static RepeatedMask Take(Tape tape, float rate, int count = 1)
    {
        if (rate == 0f || tape.DropoutKey is not { } key)
        {
            return default;
        }

        uint site = tape.NextDropoutSite;
        tape.NextDropoutSite += (uint)count;
        return new RepeatedMask(rate, new RandomKey(key.Seed, key.Update, site));
    }

    /// <summary>Another of the masks that were taken.</summary>
    /// <param name="number">Its number, from 0.</param>
    public RepeatedMask Further(int number) => this with { Key = Key with { Site = Key.Site + (uint)number } };

    /// <summary>Drops out elements.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <returns>[rows, columns]; x itself when nothing is dropped.</returns>
    public Variable Apply(Tape tape, Variable x) => Rate == 0f ? x : DropoutOperation.Apply(tape, x, this);
}
