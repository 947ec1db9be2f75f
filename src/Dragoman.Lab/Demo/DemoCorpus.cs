using Dragoman.Data;
using Dragoman.Lab.Demo.Sampling;

namespace Dragoman.Lab.Demo;

/// <summary>
/// A built-in English-French corpus for demonstrations and tests, made by a small synchronous grammar:
/// every English sentence has exactly one French translation, so that exact match and BLEU mean what they say.
/// </summary>
/// <remarks>
/// The grammar covers what attention is good at: agreement over a distance and words that change places, such as
/// "the european economic area", <c>la zone économique européenne</c>. Where English leaves something open, a convention
/// decides: "you" is one person and <c>vous</c>; "I", "you", "we", "they" and "it" agree as masculine.
/// </remarks>
public static class DemoCorpus
{
    /// <summary>The most pairs that one call returns.</summary>
    public const int MaximumCount = 1_000_000;

    private const int ShortestLength = 3;
    private const int LongestLength = 20;

    /// <summary>Sentences to translate at the end of a demonstration; <see cref="Split"/> never returns them.</summary>
    public static IReadOnlyList<DemoPair> Showcase { get; } = DemoShowcase.Build();

    /// <summary>Generates pairs with distinct English sentences of 3 to 20 tokens.</summary>
    /// <param name="count">Number of pairs, 0 to <see cref="MaximumCount"/>.</param>
    /// <param name="seed">Seed; the same seed gives the same pairs everywhere, and a smaller count gives the first of them.</param>
    /// <returns>The pairs, in the order drawn.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or above <see cref="MaximumCount"/>.</exception>
    public static IReadOnlyList<DemoPair> Generate(int count, ulong seed)
    {
        ThrowIfNotCount(count, nameof(count));
        return [.. Distinct(seed).Take(count)];
    }

    /// <summary>Makes a corpus, English to French, to train or test on.</summary>
    /// <param name="pairs">The pairs.</param>
    public static ICorpus AsCorpus(IReadOnlyList<DemoPair> pairs) =>
        new MemoryCorpus(pairs.Select(pair => new SentencePair(pair.English, pair.French)), "the demo corpus");

    /// <summary>Generates three sets that share no English sentence with one another or with <see cref="Showcase"/>.</summary>
    /// <param name="trainCount">Number of training pairs; a larger one adds pairs and leaves the other two sets as they are.</param>
    /// <param name="validationCount">Number of validation pairs.</param>
    /// <param name="testCount">Number of test pairs.</param>
    /// <param name="seed">Seed; the same seed and counts give the same sets everywhere.</param>
    /// <returns>The three sets.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count, or their sum, is negative or above <see cref="MaximumCount"/>.</exception>
    public static DemoSplit Split(int trainCount, int validationCount, int testCount, ulong seed)
    {
        ThrowIfNotCount(trainCount, nameof(trainCount));
        ThrowIfNotCount(validationCount, nameof(validationCount));
        ThrowIfNotCount(testCount, nameof(testCount));
        ThrowIfNotCount(trainCount + validationCount + testCount, nameof(trainCount));

        HashSet<string> showcase = [.. Showcase.Select(pair => pair.English)];
        int heldOut = validationCount + testCount;
        DemoPair[] pairs = [.. Distinct(seed).Where(pair => !showcase.Contains(pair.English)).Take(heldOut + trainCount)];
        return new(pairs[heldOut..], pairs[..validationCount], pairs[validationCount..heldOut]);
    }

    /// <summary>The endless stream of pairs as drawn, repetitions included.</summary>
    internal static IEnumerable<DemoPair> Draw(ulong seed)
    {
        UtteranceSampler sampler = new(seed);
        Linearizer linearizer = new();
        while (true)
        {
            DemoPair pair = linearizer.Linearize(sampler.Next());
            if (pair.English.AsSpan().Count(' ') + 1 is >= ShortestLength and <= LongestLength)
            {
                yield return pair;
            }
        }
    }

    private static IEnumerable<DemoPair> Distinct(ulong seed) => Draw(seed).DistinctBy(pair => pair.English);

    private static void ThrowIfNotCount(int count, string name)
    {
        if (count is < 0 or > MaximumCount)
        {
            throw new ArgumentOutOfRangeException(name, count, $"The demo corpus has 0 to {MaximumCount} pairs to give.");
        }
    }
}

/// <summary>A sentence of the demo corpus in both languages: lower case, tokens separated by single spaces.</summary>
/// <param name="English">The English sentence, the source: <c>she does not give them to us .</c></param>
/// <param name="French">The French sentence, the target: <c>elle ne nous les donne pas .</c></param>
public sealed record DemoPair(string English, string French);

/// <summary>A demo corpus cut into three sets that share no English sentence.</summary>
/// <param name="Training">The pairs to train on.</param>
/// <param name="Validation">The pairs to choose a checkpoint by.</param>
/// <param name="Test">The pairs to report scores on.</param>
public sealed record DemoSplit(IReadOnlyList<DemoPair> Training, IReadOnlyList<DemoPair> Validation, IReadOnlyList<DemoPair> Test);
