using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Tests.Data;

public sealed class PairEncoderTests
{
    private const int Eos = Vocabulary.EosId;

    private static readonly TextModel Letters = new(new TextOptions(), new Vocabulary(["a", "b", "c"]));

    [Fact]
    public void Encode_ShortPair_EndsBothSides()
    {
        EncodedPair pair = Encode("a b", "c", new EncodingOptions())!;
        Assert.Equal([4, 5, Eos], pair.Source);
        Assert.Equal([6, Eos], pair.Target);
    }

    [Fact]
    public void Encode_SourceWithoutEos_EndsTheTargetOnly()
    {
        EncodedPair pair = Encode("a b", "c", new EncodingOptions(AppendEosToSource: false))!;
        Assert.Equal([4, 5], pair.Source);
        Assert.Equal([6, Eos], pair.Target);
    }

    [Theory]
    [InlineData(3, new[] { 4, 5, Eos })]
    [InlineData(4, new[] { 4, 5, 6, Eos })]
    [InlineData(5, new[] { 4, 5, 6, Eos })]
    public void Encode_TooLong_IsCutBeforeEos(int maximum, int[] expected)
    {
        EncodedPair pair = Encode("a b c", "a b c", new EncodingOptions(maximum, maximum))!;
        Assert.Equal(expected, pair.Source);
        Assert.Equal(expected, pair.Target);
    }

    [Theory]
    [InlineData(9, true, new[] { 2, 0, 0, 1, 1, 1, 2, 2 })]
    [InlineData(3, true, new[] { 0, 1, 1, 1 })]
    [InlineData(3, false, new[] { 2, 0, 0, 1, 1, 1 })]
    public void Encode_Links_AreSortedAndCutWithTheirTokens(int maximum, bool appendsEos, int[] expected)
    {
        PairEncoder encoder = new(Letters, Letters, new EncodingOptions(maximum, maximum, appendsEos));
        PairLinks links = new([(1, 1), (2, 2), (0, 1), (2, 0), (1, 1)], "a.links", 3);
        EncodedPair pair = encoder.Encode(new SentencePair("a b c", "a b c") { Links = links })!;
        Assert.Equal(expected, pair.Links.SelectMany(link => new[] { link.Source, link.Target }));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    [InlineData(-1, 0)]
    public void Encode_LinkToNoToken_SaysWhere(int source, int target)
    {
        PairLinks links = new([(source, target)], "a.links", 3);
        CorpusFormatException failure = Assert.Throws<CorpusFormatException>(
            () => new PairEncoder(Letters, Letters).Encode(new SentencePair("a b c", "a b") { Links = links }));
        Assert.StartsWith(
            $"a.links, line 3: the link {source}-{target} names a token that is not there: the source has 3 tokens and the target 2",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_TooLongWithoutEos_IsCut() =>
        Assert.Equal([4, 5], Encode("a b c", "a", new EncodingOptions(2, 2, AppendEosToSource: false))!.Source);

    [Fact]
    public void Encode_TooLongToBeDropped_IsNull()
    {
        EncodingOptions options = new(3, 3, TooLong: TooLongPolicy.Drop);
        Assert.NotNull(Encode("a b", "a b", options));
        Assert.Null(Encode("a b c", "a", options));
        Assert.Null(Encode("a", "a b c", options));
        Assert.NotNull(Encode("a b c", "a", options with { AppendEosToSource = false }));
    }

    [Fact]
    public void Encode_SideWithoutTokens_IsNull() => Assert.Null(Encode("\u200B", "a", new EncodingOptions()));

    [Fact]
    public void Constructor_ImpossibleOptions_Throws()
    {
        Assert.Throws<ArgumentException>(() => new PairEncoder(Letters, Letters, new EncodingOptions(MaximumSourceLength: 1)));
        Assert.Throws<ArgumentException>(() => new PairEncoder(Letters, Letters, new EncodingOptions(MaximumTargetLength: 1)));
        Assert.Throws<ArgumentException>(() => new PairEncoder(Letters, Letters, new EncodingOptions(TooLong: (TooLongPolicy)9)));
    }

    private static EncodedPair? Encode(string source, string target, EncodingOptions options) =>
        new PairEncoder(Letters, Letters, options).Encode(new SentencePair(source, target));
}
