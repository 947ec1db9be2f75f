using Dragoman.Parsing;

namespace Dragoman.Tests.Parsing;

public sealed class TreeLinearizerTests
{
    private const string John = "(S (NP (NNP John)) (VP (VBZ has) (NP (DT a) (NN dog))) (. .))";

    [Theory]
    [InlineData(LeafTags.None, "(S (NP XX )NP (VP XX (NP XX XX )NP )VP XX )S")]
    [InlineData(LeafTags.Punctuation, "(S (NP XX )NP (VP XX (NP XX XX )NP )VP . )S")]
    [InlineData(LeafTags.All, "(S (NP NNP )NP (VP VBZ (NP DT NN )NP )VP . )S")]
    public void Linearize_TheExampleOfThePaper_GivesItsLine(LeafTags tags, string expected)
    {
        Assert.Equal(expected, TreeLinearizer.Linearize(PennTree.Parse(John), tags));
    }

    [Fact]
    public void Linearize_EveryPunctuationTag_IsKept()
    {
        PennTree tree = PennTree.Parse("(S (`` ``) (NN a) ('' '') (: ;) (, ,) (. ?) (-LRB- -LRB-) (HYPH -))");
        Assert.Equal("(S `` XX '' : , . XX XX )S", TreeLinearizer.Linearize(tree));
    }

    [Fact]
    public void Linearize_SingleLeaf_IsOneToken()
    {
        Assert.Equal("XX", TreeLinearizer.Linearize(PennTree.Leaf("NN", "rain")));
    }

    [Fact]
    public void Linearize_UndefinedTags_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeLinearizer.Linearize(PennTree.Leaf("NN", "rain"), (LeafTags)9));
    }
}
