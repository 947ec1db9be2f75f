using Dragoman.Numerics.Random;

namespace Dragoman.Lab.Demo.Sampling;

/// <summary>Decides what is said; the seed alone decides how the dice fall, on every platform and runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private SplitMix64 _random = new(seed);

    /// <summary>A number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>True in <paramref name="percent"/> of a hundred draws.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(ReadOnlySpan<T> items) => items[Below(items.Length)];

    /// <summary>Picks among the items that fit; null if none does.</summary>
    public T? Pick<T>(T[] items, Func<T, bool> fits)
        where T : class
    {
        T? chosen = null;
        int count = 0;
        foreach (T item in items)
        {
            // The n-th fitting item replaces the choice with probability 1/n: uniform in one pass, without a list.
            if (fits(item) && Below(++count) == 0)
            {
                chosen = item;
            }
        }

        return chosen;
    }
}
