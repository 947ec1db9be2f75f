using Dragoman.Lab.Demo.Lexicon;
using Dragoman.Lab.Demo.Words;

namespace Dragoman.Lab.Tests.Demo.Lexicon;

/// <summary>A translation is unique only if no English form hides a difference.</summary>
public sealed class LexiconTests
{
    [Fact]
    public void Nouns_EnglishForms_AreDistinct()
    {
        string[] forms = [.. Nouns.All.SelectMany(noun => noun.IsMass
            ? [noun.English(Number.Singular)]
            : new[] { noun.English(Number.Singular), noun.English(Number.Plural) })];
        Assert.Equal(forms.Length, forms.Distinct().Count());
    }

    [Fact]
    public void Adjectives_EnglishForms_AreDistinct() =>
        Assert.Equal(Adjectives.All.Length, Adjectives.All.Select(adjective => adjective.English).Distinct().Count());

    [Fact]
    public void Verbs_PastAndPresent_Differ()
    {
        Verb[] verbs =
        [
            Verbs.Live,
            .. Verbs.Transitive,
            .. Verbs.Ditransitive,
            .. Verbs.Intransitive,
            .. Verbs.Motion,
            .. Verbs.Directed,
            .. Verbs.Reporting,
            .. Verbs.Governing,
        ];
        Agreement plural = Pronouns.They.Agreement;
        Assert.All(verbs, verb => Assert.NotEqual(verb.English.Present(plural), verb.English.Past(plural)));
    }

    [Fact]
    public void Get_UnknownWord_ThrowsNamingIt()
    {
        Assert.Contains("unicorn", Assert.Throws<ArgumentException>(() => Nouns.Get("unicorn")).Message, StringComparison.Ordinal);
        Assert.Contains("purple", Assert.Throws<ArgumentException>(() => Adjectives.Get("purple")).Message, StringComparison.Ordinal);
        Assert.Contains("juggle", Assert.Throws<ArgumentException>(() => Verbs.Get("juggle")).Message, StringComparison.Ordinal);
    }
}
