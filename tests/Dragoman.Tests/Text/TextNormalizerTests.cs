using Dragoman.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Text;

public sealed class TextNormalizerTests
{
    private static readonly TextOptions Nothing =
        new(NormalizeSpaces: false, UnicodeNormalization: UnicodeForm.None);

    public static TheoryData<TextOptions> AllOptions =>
    [
        Nothing,
        new TextOptions(),
        TextOptions.D2l,
        new TextOptions(Lowercase: true, NormalizeSpaces: false),
        new TextOptions(SpaceBeforePunctuation: true, UnicodeNormalization: UnicodeForm.None),
    ];

    [Theory]
    [InlineData("Go.", "go .")]
    [InlineData("Va !", "va !")]
    [InlineData("Va\u202F!", "va !")]
    [InlineData("Ça\u00A0alors\u2009\u200A!", "ça alors !")]
    [InlineData("Wait...", "wait . . .")]
    [InlineData("?!", "? !")]
    [InlineData(" Hi  there ,  Tom ", "hi there , tom")]
    [InlineData("la \u200B\u200Bfin\u00AD", "la fin")]
    [InlineData("", "")]
    [InlineData("\u200B", "")]
    public void Normalize_D2l_MatchesTheRecipe(string text, string expected) =>
        Assert.Equal(expected, new TextNormalizer(TextOptions.D2l).Normalize(text));

    [Fact]
    public void Normalize_WhiteSpaceOfAnyKind_BecomesOneSpace()
    {
        foreach (char space in WhiteSpaceTests.All)
        {
            Assert.Equal("the cat", new TextNormalizer(new TextOptions()).Normalize($"{space}the{space}{space}cat{space}"));
        }
    }

    [Theory]
    [InlineData("\uFEFFthe\uFEFF \u2060cat\u180E", "the cat")]
    [InlineData("a \u00AD\u200B b", "a b")]
    [InlineData("\u0645\u06CC\u200C\u062E", "\u0645\u06CC\u200C\u062E")]
    public void Normalize_MarksWithoutMeaning_AreRemovedWhereverTheyStand(string text, string expected) =>
        Assert.Equal(expected, new TextNormalizer(new TextOptions()).Normalize(text));

    [Theory]
    [InlineData("the cat sleeps .")]
    [InlineData("")]
    public void Normalize_CleanText_ReturnsTheSameInstance(string text) => Assert.Same(text, new TextNormalizer(TextOptions.D2l).Normalize(text));

    [Fact]
    public void Normalize_NothingAskedFor_ReturnsTheSameInstance()
    {
        string text = "  É\u202F!  e\u0301 ";
        Assert.Same(text, new TextNormalizer(Nothing).Normalize(text));
    }

    [Theory]
    [InlineData("ÉTÉ", "été")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData("ЖЁЛТЫЙ", "жёлтый")]
    [InlineData("İstanbul", "i\u0307stanbul")]
    [InlineData("\U00010400", "\U00010428")]
    public void Normalize_Lowercase_CoversAllScripts(string text, string expected) =>
        Assert.Equal(expected, new TextNormalizer(Nothing with { Lowercase = true }).Normalize(text));

    [Fact]
    public void Normalize_LowercaseAndNfc_ComposesTheSmallLetter() =>
        Assert.Equal("\u1E96", new TextNormalizer(new TextOptions(Lowercase: true)).Normalize("H\u0331"));

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Normalize_Twice_ChangesNothingMore(TextOptions options)
    {
        TextNormalizer normalizer = new(options);
        Prop.ForAll(RandomText.Awkward, text => normalizer.Normalize(normalizer.Normalize(text)) == normalizer.Normalize(text))
            .Check(RandomText.Checks);
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Trace_AnyText_GivesWhatNormalizeGives(TextOptions options)
    {
        TextNormalizer normalizer = new(options);
        Prop.ForAll(RandomText.Awkward, text => normalizer.Trace(text).Text == normalizer.Normalize(text)).Check(RandomText.Checks);
    }
}
