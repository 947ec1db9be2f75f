using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Tests.Demo.French;

public sealed class ElisionTests
{
    [Theory]
    [InlineData("homme", true)]
    [InlineData("héros", false)]
    [InlineData("haute", false)]
    [InlineData("onze", false)]
    [InlineData("œuf", true)]
    [InlineData("école", true)]
    [InlineData("y", true)]
    [InlineData("maison", false)]
    public void StartsWithVowelSound_Word_IsKnown(string word, bool expected) => Assert.Equal(expected, Elision.StartsWithVowelSound(word));

    [Theory]
    [InlineData("je ai", "j' ai")]
    [InlineData("il ne y a", "il n' y a")]
    [InlineData("que est-ce que il", "qu' est-ce qu' il")]
    [InlineData("si il", "s' il")]
    [InlineData("si elle", "si elle")]
    [InlineData("de onze", "de onze")]
    public void Apply_Words_DropsTheVowel(string words, string expected)
    {
        List<string> list = [.. words.Split(' ')];
        Elision.Apply(list);
        Assert.Equal(expected, string.Join(' ', list));
    }

    [Theory]
    [InlineData("de", "le", "jardin", null, "du")]
    [InlineData("de", "le", "homme", "de", "le")]
    [InlineData("à", "les", "enfants", null, "aux")]
    [InlineData("à", "la", "gare", "à", "la")]
    [InlineData("avec", "les", "enfants", "avec", "les")]
    [InlineData(null, "le", "jardin", null, "le")]
    public void Contract_PrepositionAndArticle_Fuse(string? preposition, string article, string next, string? kept, string contracted) =>
        Assert.Equal((kept, contracted), Elision.Contract(preposition, article, next));
}
