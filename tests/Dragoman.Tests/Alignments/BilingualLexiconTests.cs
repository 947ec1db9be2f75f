using Dragoman.Alignments;
using Dragoman.Data;
using Dragoman.TestKit;

namespace Dragoman.Tests.Alignments;

public sealed class BilingualLexiconTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x", null)]
    [InlineData("x", "a b")]
    [InlineData(" ", "a")]
    public void Lexicon_EntryThatIsNoToken_IsRefused(string source, string? target)
    {
        Assert.Contains("must each be one token", Assert.Throws<ArgumentException>(() => new BilingualLexicon([new(source, target!)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralEntriesOfAWord_TheMostProbableWins()
    {
        BilingualLexicon lexicon = Load("house\tmaison\t-0.2\nhouse\tdomicile\t-1.5\nking\troi\t0.3\nking\tmonarque\t0.6\n\n");

        Assert.Equal(2, lexicon.Count);
        Assert.Equal("maison", lexicon.Find("house"));
        Assert.Equal("monarque", lexicon.Find("king"));
        Assert.Null(lexicon.Find("queen"));
    }

    [Fact]
    public void Load_EntryWithoutProbability_PrecedesAndTheFirstOfEqualsStays()
    {
        BilingualLexicon lexicon = Load("a\tx\t1\na\ty\na\tz\nb\tx\t0.5\nb\ty\t0.5\n");

        Assert.Equal("y", lexicon.Find("a"));
        Assert.Equal("x", lexicon.Find("b"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a\t")]
    [InlineData("\tx")]
    [InlineData("a\tx\thigh")]
    [InlineData("a\tx\tNaN")]
    [InlineData("a\tx\t1\t2")]
    [InlineData("a\tx y")]
    public void Load_NotAnEntry_NamesFileAndLine(string line)
    {
        CorpusFormatException exception = Assert.Throws<CorpusFormatException>(() => Load("b\ty\n" + line));

        Assert.StartsWith($"{_folder["dictionary"]}, line 2: expected source token, TAB, target token", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private BilingualLexicon Load(string text) => BilingualLexicon.Load(_folder.Write("dictionary", text));
}
