using Dragoman.Decoding;

namespace Dragoman.Tests.Decoding;

public sealed class TokenBatchesTests
{
    [Fact]
    public void Cut_ShortSentences_FillsBatchesByCount() =>
        Assert.Equal([3, 3, 1], Sizes([5, 5, 5, 5, 5, 5, 5], maximumCount: 3));

    [Fact]
    public void Cut_LongSentences_BoundsTokens() =>
        Assert.Equal([1, 2, 3], Sizes([20_000, 4_096, 4_096, 8_000, 100, 92], maximumCount: 32));

    [Fact]
    public void Cut_Nothing_GivesNoBatch() => Assert.Empty(Sizes([], maximumCount: 3));

    private static int[] Sizes(int[] lengths, int maximumCount) =>
        [.. TokenBatches.Cut(lengths, maximumCount, static length => length).Select(batch => batch.Length)];
}
