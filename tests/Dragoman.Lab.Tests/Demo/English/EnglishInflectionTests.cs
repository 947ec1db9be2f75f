using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Tests.Demo.English;

public sealed class EnglishInflectionTests
{
    [Theory]
    [InlineData("city", "cities")]
    [InlineData("boy", "boys")]
    [InlineData("buy", "buys")]
    [InlineData("church", "churches")]
    [InlineData("go", "goes")]
    [InlineData("house", "houses")]
    public void WithS_Word_TakesTheEnding(string word, string expected) => Assert.Equal(expected, EnglishInflection.WithS(word));

    [Theory]
    [InlineData("arrive", "arrived", "arriving")]
    [InlineData("try", "tried", "trying")]
    [InlineData("answer", "answered", "answering")]
    public void PastAndGerund_RegularVerb_TakeTheirEndings(string verb, string past, string gerund)
    {
        Assert.Equal(past, EnglishInflection.Past(verb));
        Assert.Equal(gerund, EnglishInflection.Gerund(verb));
    }

    [Theory]
    [InlineData("a old house", "an old house")]
    [InlineData("a european law", "a european law")]
    [InlineData("a union", "a union")]
    [InlineData("a house", "a house")]
    public void JoinArticles_BeforeVowelSound_IsAn(string words, string expected)
    {
        List<string> list = [.. words.Split(' ')];
        EnglishInflection.JoinArticles(list);
        Assert.Equal(expected, string.Join(' ', list));
    }
}
