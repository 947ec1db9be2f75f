namespace Dragoman.Lab.Demo.Sampling;

/// <summary>A small random source whose stream depends on the seed alone, on every platform and runtime.</summary>
/// <remarks>Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", doi:10.1145/2660193.2660195.</remarks>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

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

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
