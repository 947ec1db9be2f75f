using Dragoman.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Metrics;

public sealed class NGramTrieTests
{
    [Fact]
    public void AddMatches_RandomSequences_EqualsCountingInADictionary()
    {
        NGramTrie trie = new(); // One for all cases: that Clear leaves nothing behind is part of the test.
        Gen<int[]> sequences = Gen.ArrayOf(Gen.Choose(0, 4)).Resize(40);
        Prop.ForAll(sequences.ToArbitrary(), sequences.ToArbitrary(), sequences.ToArbitrary(), (hypothesis, first, second) =>
        {
            long[] matches = new long[5];
            trie.Clear();
            trie.AddReference(first, matches.Length);
            trie.AddReference(second, matches.Length);
            trie.AddMatches(hypothesis, matches);
            return matches.SequenceEqual(Enumerable.Range(1, matches.Length).Select(order => Matches(hypothesis, first, second, order)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AddMatches_LongSequence_GrowsAndStaysExact()
    {
        int[] tokens = [.. Enumerable.Range(0, 20_000)];
        long[] matches = new long[4];
        NGramTrie trie = new();
        trie.AddReference(tokens, 4);
        trie.AddMatches(tokens, matches);
        Assert.Equal([20_000, 19_999, 19_998, 19_997], matches);
    }

    private static long Matches(int[] hypothesis, int[] first, int[] second, int order)
    {
        Dictionary<string, int> a = Counts(first, order);
        Dictionary<string, int> b = Counts(second, order);
        return Counts(hypothesis, order).Sum(pair =>
            Math.Min(pair.Value, Math.Max(a.GetValueOrDefault(pair.Key), b.GetValueOrDefault(pair.Key))));
    }

    private static Dictionary<string, int> Counts(int[] tokens, int order) =>
        Enumerable.Range(0, Math.Max(0, tokens.Length - order + 1))
            .Select(start => string.Join(' ', tokens.AsSpan(start, order).ToArray()))
            .CountBy(ngram => ngram)
            .ToDictionary();
}
