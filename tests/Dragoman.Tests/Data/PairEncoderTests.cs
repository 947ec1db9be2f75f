using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Tests.Data;

public sealed class PairEncoderTests
{
    private const int Eos = Vocabulary.EosId;

    private static readonly SentenceEncoder Letters = new(new TextOptions(), new Vocabulary(["a", "b", "c"]));

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
    public void EncodeSource_LongSentence_IsCutAndNeverDropped()
    {
        PairEncoder encoder = new(Letters, Letters, new EncodingOptions(3, 3, TooLong: TooLongPolicy.Drop));
        Assert.Equal([4, 5, Eos], encoder.EncodeSource("a b c"));
        Assert.Equal([Eos], encoder.EncodeSource(""));
    }

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
