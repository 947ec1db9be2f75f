using Dragoman.Data;
using Dragoman.Parsing;

namespace Dragoman.Tests.Parsing;

public sealed class PennTreeTests
{
    [Theory]
    [InlineData("(S (NP (PRP I)) (VP (VBD slept)))", "(S (NP (PRP I)) (VP (VBD slept)))")]
    [InlineData("((S (NP (PRP I))))", "(S (NP (PRP I)))")]
    [InlineData("( (S (NP (PRP I)) ) )", "(S (NP (PRP I)))")]
    [InlineData("((NN rain))", "(NN rain)")]
    [InlineData("((S (NN a)) (. .))", "(TOP (S (NN a)) (. .))")]
    [InlineData("(S\n  (NP (PRP I))\r\n\t(VP (VBD slept)))\n", "(S (NP (PRP I)) (VP (VBD slept)))")]
    [InlineData("(NP (-LRB- -LRB-) (NN a\u00A0b) (`` ``))", "(NP (-LRB- -LRB-) (NN a\u00A0b) (`` ``))")]
    public void Parse_Tree_WritesItsNormalForm(string text, string expected)
    {
        Assert.Equal(expected, PennTree.Parse(text).ToString());
    }

    [Theory]
    [InlineData("", "is empty; expected a bracketed tree, such as (NP (NN rain)).")]
    [InlineData("(S (NP (NN a))", "the tree that starts here lacks 1 closing bracket.")]
    [InlineData("(S (NP (NN a", "lacks 3 closing brackets.")]
    [InlineData("(S (NN a)))", "there is a closing bracket too many.")]
    [InlineData("()", "there is an empty bracket; expected a tree.")]
    [InlineData("(S (NP))", "(NP) is empty; expected a word or brackets after the label.")]
    [InlineData("(S (NN a)) rest", "there is text after the tree: \"rest\". Each tree must start on a line of its own.")]
    [InlineData("(S (NN a)) (S (NN b))", "there is text after the tree: \"(S (NN b))\".")]
    [InlineData("word (S (NN a))", "expected a tree, which begins with a bracket, got \"word\".")]
    [InlineData("(S (NN a b))", "(NN a b … holds more than one word.")]
    [InlineData("(S (NN a) b)", "(S … holds a bracket and the word \"b\"; expected one word, or brackets only.")]
    [InlineData("(S a (NN b))", "(S a … holds a word and a bracket; expected one word, or brackets only.")]
    [InlineData("(S ((NN a)))", "a bracket inside the tree has no label; only the outermost may lack it.")]
    public void Parse_NotATree_SaysWhy(string text, string problem)
    {
        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => PennTree.Parse(text));
        Assert.StartsWith("the tree, line 1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_BracketsInAWord_AreEscaped()
    {
        PennTree tree = PennTree.Constituent("NP", PennTree.Leaf("NN", "("), PennTree.Leaf("NN", "f(x)"));
        Assert.Equal("(NP (NN -LRB-) (NN f-LRB-x-RRB-))", tree.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("N P")]
    [InlineData("(NP")]
    public void Constituent_InvalidLabel_Throws(string label)
    {
        Assert.Throws<ArgumentException>(() => PennTree.Constituent(label, PennTree.Leaf("NN", "a")));
        Assert.Throws<ArgumentException>(() => PennTree.Leaf(label, "a"));
    }

    [Fact]
    public void Constituent_NoChildren_Throws()
    {
        Assert.Throws<ArgumentException>(() => PennTree.Constituent("NP"));
    }

    [Fact]
    public void Leaf_BlankInWord_Throws()
    {
        Assert.Throws<ArgumentException>(() => PennTree.Leaf("NN", "a b"));
    }

    [Fact]
    public void Leaves_OfATree_AreItsWordsInOrder()
    {
        PennTree tree = PennTree.Parse("(S (NP (DT a) (NN b)) (VP (VB c)) (. .))");
        Assert.Equal(["a", "b", "c", "."], tree.Leaves().Select(leaf => leaf.Word));
    }

    [Fact]
    public void Parse_NestedVeryDeep_DoesNotOverflowTheStack()
    {
        const int Depth = 200_000;
        string text = string.Concat(Enumerable.Repeat("(A ", Depth)) + "(NN a)" + new string(')', Depth);
        PennTree tree = PennTree.Parse(text);
        Assert.Equal(text, tree.ToString());
        Assert.Equal(text, new TreeCleaner().Clean(tree)!.ToString());
    }
}
