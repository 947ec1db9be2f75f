using Dragoman.Messages;

namespace Dragoman.Tests.Messages;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("short", "short")]
    public void Of_ShortText_IsTheText(string text, string expected) => Assert.Equal(expected, Excerpt.Of(text));

    [Fact]
    public void Of_TextWithControlCharacters_StaysOnOneLine() => Assert.Equal("a\uFFFDb\uFFFD[31m", Excerpt.Of("a\nb\u001b[31m"));

    [Fact]
    public void Of_LongText_IsItsBeginningWithoutHalfACharacter()
    {
        Assert.Equal(new string('a', 80), Excerpt.Of(new string('a', 80)));
        Assert.Equal(new string('a', 79) + "…", Excerpt.Of(new string('a', 16_000_000)));
        Assert.Equal(new string('a', 78) + "…", Excerpt.Of(new string('a', 78) + "\U0001F600" + new string('a', 80)));
    }
}
