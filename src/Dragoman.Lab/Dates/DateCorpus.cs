using Dragoman.Data;
using Dragoman.Lab.Demo.Sampling;

namespace Dragoman.Lab.Dates;

/// <summary>A built-in corpus for demonstrations and tests: dates as people write them in English, and the same in the form of ISO 8601.</summary>
/// <remarks>Each date from 1900 to 2099 stands in one of the ways of <see cref="DateStyle"/>; a date of one part of the corpus is in no other part in any way.</remarks>
public static class DateCorpus
{
    /// <summary>The most pairs that there are: one for each day.</summary>
    public static int MaximumCount { get; } = Last.DayNumber - First.DayNumber + 1;

    private static DateOnly First => new(1900, 1, 1);

    private static DateOnly Last => new(2099, 12, 31);

    /// <summary>Draws pairs, each of another day.</summary>
    /// <param name="count">Number of pairs, 0 to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">Seed; the same seed gives the same pairs everywhere, and a smaller count gives the first of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above <see cref="MaximumCount"/>.</exception>
    public static IReadOnlyList<SentencePair> Generate(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumCount);
        Dice dice = new(seed);
        int[] days = [.. Enumerable.Range(0, MaximumCount)];
        SentencePair[] pairs = new SentencePair[count];
        for (int i = 0; i < count; i++)
        {
            int drawn = i + dice.Below(days.Length - i);
            (days[i], days[drawn]) = (days[drawn], days[i]);
            DateOnly day = First.AddDays(days[i]);
            pairs[i] = new SentencePair(DateStyle.All[dice.Below(DateStyle.All.Count)].Write(day), DateStyle.Iso.Write(day));
        }

        return pairs;
    }
}
