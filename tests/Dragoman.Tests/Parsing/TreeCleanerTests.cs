using Dragoman.Parsing;

namespace Dragoman.Tests.Parsing;

public sealed class TreeCleanerTests
{
    [Theory]
    [InlineData("NP-SBJ", "NP")]
    [InlineData("NP-SBJ-1", "NP")]
    [InlineData("NP=2", "NP")]
    [InlineData("NP-1=2", "NP")]
    [InlineData("S-TTL-3-FRM", "S")]
    [InlineData("NP", "NP")]
    [InlineData("-LRB-", "-LRB-")]
    [InlineData("ADVP|PRT", "ADVP|PRT")]
    public void Clean_Label_LosesFunctionTagsAndIndices(string label, string expected)
    {
        Assert.Equal($"({expected} (NN a))", Clean($"({label} (NN a))", new TreeCleaningOptions()));
    }

    [Theory]
    [InlineData(true, false, "NP-1=2")]
    [InlineData(false, true, "NP-SBJ")]
    [InlineData(false, false, "NP-SBJ-1=2")]
    public void Clean_LabelWithOptions_LosesOnlyWhatIsAsked(bool functions, bool indices, string expected)
    {
        Assert.Equal($"({expected} (NN a))", Clean("(NP-SBJ-1=2 (NN a))", new TreeCleaningOptions(functions, indices)));
    }

    [Fact]
    public void Clean_TagsOfLeaves_StayAsTheyAre()
    {
        Assert.Equal("(NP (-LRB- -LRB-) (NN-X a) (PRP$ my))", Clean("(NP (-LRB- -LRB-) (NN-X a) (PRP$ my))", new TreeCleaningOptions()));
    }

    [Fact]
    public void Clean_Traces_GoWithTheConstituentsTheyLeaveEmpty()
    {
        const string Tree = "(S (NP-SBJ-1 (NN a)) (VP (VBN b) (S (NP (-NONE- *-1)) (VP (TO c) (NP (-NONE- *)))) (SBAR (S (NP (-NONE- *))))))";
        Assert.Equal("(S (NP (NN a)) (VP (VBN b) (S (VP (TO c)))))", Clean(Tree, new TreeCleaningOptions()));
    }

    [Fact]
    public void Clean_TracesKept_StayWithTheirTag()
    {
        Assert.Equal("(NP (-NONE- *-1))", Clean("(NP-1 (-NONE- *-1))", new TreeCleaningOptions(RemoveTraces: false)));
    }

    [Fact]
    public void Clean_NothingButTraces_GivesNull()
    {
        Assert.Null(Clean("(S (NP (-NONE- *)))", new TreeCleaningOptions()));
    }

    [Theory]
    [InlineData("(TOP (S (NN a)))", "(S (NN a))")]
    [InlineData("(ROOT (S (NN a)))", "(S (NN a))")]
    [InlineData("(S1 (S (NN a)))", "(S (NN a))")]
    [InlineData("(TOP (S (NN a)) (S (NN b)))", "(TOP (S (NN a)) (S (NN b)))")]
    [InlineData("(TOP (S (NN a)) (S (-NONE- *)))", "(S (NN a))")]
    public void Clean_OuterBracket_GoesIfItHoldsOneTree(string tree, string expected)
    {
        Assert.Equal(expected, Clean(tree, new TreeCleaningOptions()));
    }

    private static string? Clean(string tree, TreeCleaningOptions options) => new TreeCleaner(options).Clean(PennTree.Parse(tree))?.ToString();
}
