using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Syntax;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Tests.Demo.French;

public sealed class FrenchVerbTests
{
    [Theory]
    [InlineData("eat", "mange mange mangeons mangez mangent", "mangeait", "mangera", "mangé")]
    [InlineData("begin", "commence commence commençons commencez commencent", "commençait", "commencera", "commencé")]
    [InlineData("buy", "achète achète achetons achetez achètent", "achetait", "achètera", "acheté")]
    [InlineData("send", "envoie envoie envoyons envoyez envoient", "envoyait", "enverra", "envoyé")]
    [InlineData("try", "essaie essaie essayons essayez essaient", "essayait", "essaiera", "essayé")]
    [InlineData("choose", "choisis choisit choisissons choisissez choisissent", "choisissait", "choisira", "choisi")]
    [InlineData("wait", "attends attend attendons attendez attendent", "attendait", "attendra", "attendu")]
    [InlineData("see", "vois voit voyons voyez voient", "voyait", "verra", "vu")]
    [InlineData("drink", "bois boit buvons buvez boivent", "buvait", "boira", "bu")]
    [InlineData("write", "écris écrit écrivons écrivez écrivent", "écrivait", "écrira", "écrit")]
    [InlineData("open", "ouvre ouvre ouvrons ouvrez ouvrent", "ouvrait", "ouvrira", "ouvert")]
    [InlineData("go", "vais va allons allez vont", "allait", "ira", "allé")]
    [InlineData("come", "viens vient venons venez viennent", "venait", "viendra", "venu")]
    [InlineData("say", "dis dit disons dites disent", "disait", "dira", "dit")]
    [InlineData("be", "suis est sommes êtes sont", "était", "sera", "été")]
    [InlineData("have", "ai a avons avez ont", "avait", "aura", "eu")]
    public void Conjugation_OfEachPattern_IsCorrect(string english, string present, string imperfect, string future, string participle)
    {
        FrenchVerb verb = Verbs.Get(english).French;
        Agreement he = Pronouns.He.Agreement;
        Pronoun[] persons = [Pronouns.I, Pronouns.He, Pronouns.We, Pronouns.You, Pronouns.They];

        Assert.Equal(present, string.Join(' ', persons.Select(person => verb.Finite(FrenchTense.Present, person.Agreement))));
        Assert.Equal(imperfect, verb.Finite(FrenchTense.Imperfect, he));
        Assert.Equal(future, verb.Finite(FrenchTense.Future, he));
        Assert.Equal(participle, verb.Participle(he));
    }

    [Fact]
    public void Imperfect_BeforeI_DropsTheSoftener()
    {
        Assert.Equal("mangions", Verbs.Get("eat").French.Finite(FrenchTense.Imperfect, Pronouns.We.Agreement));
        Assert.Equal("commencions", Verbs.Get("begin").French.Finite(FrenchTense.Imperfect, Pronouns.We.Agreement));
    }

    [Fact]
    public void Finite_CompoundPast_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Verbs.Be.French.Finite(FrenchTense.CompoundPast, Agreement.Neutral));
}
