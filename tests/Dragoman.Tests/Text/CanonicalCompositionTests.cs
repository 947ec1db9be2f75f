using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Text;

public sealed class CanonicalCompositionTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("a\u0323\u0302", "\u1EAD")] // Two marks on one letter,
    [InlineData("a\u0302\u0323", "\u1EAD")] // in either order.
    [InlineData("q\u0307\u0323", "q\u0323\u0307")] // Nothing composes, but the lower mark goes first.
    [InlineData("a\u0301\u0301", "á\u0301")] // The second of two equal marks is blocked.
    [InlineData("\u0301e", "\u0301e")] // A mark without a letter before it.
    [InlineData("\u212B", "\u00C5")] // Ångström sign.
    [InlineData("\u2126", "\u03A9")] // Ohm sign.
    [InlineData("\u0958", "\u0915\u093C")] // Excluded from composition.
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\uD558\u11AB", "한")] // A syllable and a tail.
    [InlineData("\uD55C\u11AB", "한\u11AB")] // A tail after a tail.
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")] // Outside the first plane.
    [InlineData("\U000110A5\U000110BA", "\U000110AB")]
    [InlineData("\u1100\u1100", "\u1100\u1100")]
    [InlineData("\U00016D63\U00016D67\U00016D67", "\U00016D6A")] // A composition whose parts compose with each other.
    [InlineData("\U00016D63\U00016D68", "\U00016D6A")]
    [InlineData("é\u0323", "\u1EB9\u0301")] // A composed letter and one mark more.
    public void Compose_DecomposedText_MatchesUnicode(string text, string expected) =>
        Assert.Equal(expected, CanonicalComposition.Compose(text));

    [Theory]
    [InlineData("")]
    [InlineData("L'été, déjà !")]
    [InlineData("Жёлтый дом")]
    [InlineData("中文한글 \U0001F600")]
    public void Compose_ComposedText_ReturnsTheSameInstance(string text) =>
        Assert.Same(text, CanonicalComposition.Compose(text));

    [Fact]
    public void Compose_UnpairedSurrogates_KeepsThem()
    {
        string text = "\uD800 lone \uDC00\u0301";
        Assert.Same(text, CanonicalComposition.Compose(text));
    }

    [Fact]
    public void Compose_HundredThousandMarks_TakesLinearTime()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000));
        string composed = CanonicalComposition.Compose("q" + marks);
        Assert.Equal("q" + new string('\u0323', 50_000) + new string('\u0301', 50_000), composed);
    }

    [Fact]
    public void Compose_SampleOfTheUnicodeTest_MatchesIt() =>
        AssertMatches(Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "normalization.txt"));

    [Fact]
    public void Compose_WholeUnicodeTest_MatchesIt()
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("DRAGOMAN_UCD") ?? "/usr/share/unicode", "NormalizationTest.txt");
        Assert.SkipUnless(File.Exists(path), "There is no NormalizationTest.txt; name its folder with DRAGOMAN_UCD.");
        AssertMatches(path);
    }

    [Fact]
    public void Compose_ManySequencesInOneText_MatchesEachAlone()
    {
        string path = Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "normalization.txt");
        (string Source, string Composed, string Decomposed)[] lines = [.. NormalizationTestFile.Read(path)];
        Assert.Equal(
            string.Join("a\U0001F600", lines.Select(line => line.Composed)),
            CanonicalComposition.Compose(string.Join("a\U0001F600", lines.Select(line => line.Source))));
    }

    private static void AssertMatches(string path)
    {
        int count = 0;
        foreach ((string source, string composed, string decomposed) in NormalizationTestFile.Read(path))
        {
            Assert.Equal(composed, CanonicalComposition.Compose(source));
            Assert.Equal(composed, CanonicalComposition.Compose(decomposed));
            Assert.Equal(composed, CanonicalComposition.Compose(composed));
            count++;
        }

        Assert.True(count > 500, $"{path} has {count} tests only.");
    }
}
