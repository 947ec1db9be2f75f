using Dragoman.Parsing;

namespace Dragoman.Tests.Parsing;

/// <summary>Cases worked out by hand; a comment lists the scored constituents as label, start and end.</summary>
public sealed class BracketScorerTests
{
    // NP 0-2, VP 2-4, NP 3-4, S 0-4
    private const string Gold = "(S (NP (DT a) (NN b)) (VP (VB c) (NP (NN d))) (. .))";

    [Theory]
    [InlineData("the same", Gold, Gold, 4, 4, 4)]
    [InlineData("one label differs", Gold, "(S (NP (DT a) (NN b)) (PP (VB c) (NP (NN d))) (. .))", 3, 4, 4)]
    [InlineData("one span differs", Gold, "(S (NP (DT a)) (VP (NN b) (VB c) (NP (NN d))) (. .))", 2, 4, 4)]
    [InlineData("tags of words do not count", Gold, "(S (NP (XX a) (XX b)) (VP (XX c) (NP (XX d))) (. .))", 4, 4, 4)]
    [InlineData("punctuation hangs elsewhere", Gold, "(S (NP (DT a) (NN b)) (VP (VB c) (NP (NN d) (. .))))", 4, 4, 4)]
    [InlineData("flat", Gold, "(S (DT a) (NN b) (VB c) (NN d) (. .))", 1, 4, 1)]
    [InlineData("outer bracket is not scored", "(TOP (S (NN a)) (S (NN b)))", "(S (S (NN a)) (S (NN b)))", 2, 2, 3)]
    [InlineData("one of two equal spans", "(S (NP (NP (NN a))) (VP (VB b)))", "(S (NP (NN a)) (VP (VB b)))", 3, 4, 3)]
    [InlineData("two equal spans for one", "(S (NP (NN a)) (VP (VB b)))", "(S (NP (NP (NN a))) (VP (VB b)))", 3, 3, 4)]
    [InlineData("PRT is ADVP", "(VP (VB a) (PRT (RP b)))", "(VP (VB a) (ADVP (RP b)))", 2, 2, 2)]
    [InlineData("function tags and indices", "(S (NP-SBJ-1 (NN a)) (VP=2 (VB b)))", "(S (NP (NN a)) (VP (VB b)))", 3, 3, 3)]
    [InlineData("constituent of punctuation", "(S (NN a) (PRN (: -) (, ,)))", "(S (NN a) (: -) (, ,))", 1, 1, 1)]
    [InlineData("traces", "(S (NP (-NONE- *)) (VP (VB a)))", "(S (VP (VB a)))", 2, 2, 2)]
    [InlineData("other quotes and brackets are words", "(S (-LRB- -LRB-) (NP (NN a)))", "(S (NP (-LRB- -LRB-) (NN a)))", 1, 2, 2)]
    public void Score_TwoTrees_CountsByHand(string what, string gold, string test, long matched, long goldCount, long testCount)
    {
        BracketCounts counts = BracketScorer.Score(PennTree.Parse(gold), PennTree.Parse(test));
        Assert.True((matched, goldCount, testCount) == (counts.Matched, counts.Gold, counts.Test), $"{what}: {counts}");
        Assert.Equal(matched == goldCount && matched == testCount ? 1 : 0, counts.Complete);
        Assert.Equal((1, 0, 0, 0), (counts.Sentences, counts.Errors, counts.Skipped, counts.Malformed));
    }

    [Theory]
    [InlineData("(S (NN a) (NN b))", "(S (NN a))", 1, 0)] // lengths differ
    [InlineData("(S (NN a) (NN b))", "(S (NN a) (NN c))", 1, 0)] // words differ
    [InlineData("(S (NN a) (. .))", "(S (NN a) (NN .))", 1, 0)] // only one side takes the stop for punctuation
    [InlineData("(S (NN .))", "(S (. .))", 0, 1)] // nothing to score in the test tree
    [InlineData("(S (. .))", "(S (. .))", 0, 1)]
    public void Score_SentenceThatEvalbLeavesOut_CountsNothing(string gold, string test, long errors, long skipped)
    {
        Assert.Equal(
            new BracketCounts() { Sentences = 1, Errors = errors, Skipped = skipped },
            BracketScorer.Score(PennTree.Parse(gold), PennTree.Parse(test)));
    }

    [Theory]
    [InlineData("(S (NP XX XX )NP (VP XX (NP XX )NP )VP . )S", 4, 4, false)]
    [InlineData("(S (NP XX XX )NP (VP XX (NP XX )NP )VP XX )S", 4, 4, false)] // gold tags say what is punctuation
    [InlineData("(S (NP XX XX )NP (VP XX (NP XX", 4, 4, true)] // the stop is added to S
    [InlineData("XX XX )NP (VP XX (NP XX )NP )VP XX )S", 4, 4, true)]
    [InlineData("(S (NP XX )NP (VP XX (NP XX )NP )VP XX )S", 1, 4, true)] // NP 0-1, VP 1-3, NP 2-3, S 0-4 with a leaf added
    [InlineData("(S (NP XX XX )NP (VP XX (NP XX XX )NP )VP . )S", 4, 4, true)] // the sixth leaf is dropped
    [InlineData("(NP XX XX )NP (VP XX (NP XX )NP )VP XX", 3, 3, true)] // joined by TOP
    [InlineData("", 0, 0, true)]
    public void Score_LineOfAModel_CountsByHand(string line, long matched, long testCount, bool isMalformed)
    {
        BracketCounts counts = BracketScorer.Score(PennTree.Parse(Gold), line);
        Assert.Equal((matched, 4, testCount, isMalformed ? 1 : 0), (counts.Matched, counts.Gold, counts.Test, counts.Malformed));
        Assert.Equal((0, 0), (counts.Errors, counts.Skipped));
    }

    [Fact]
    public void Score_SumOfSentences_GivesTheRatesOfTheCorpus()
    {
        PennTree gold = PennTree.Parse(Gold);
        BracketCounts total = BracketScorer.Score(gold, gold)
            + BracketScorer.Score(gold, PennTree.Parse("(S (DT a) (NN b) (VB c) (NN d) (. .))"))
            + BracketScorer.Score(gold, PennTree.Parse("(S (NN other))"))
            + BracketScorer.Score(gold, "(S (NP XX XX )NP (VP XX (NP XX");
        Assert.Equal(new BracketCounts(4, 1, 0, 1, 9, 12, 9, 2), total);
        Assert.Equal((100, 75), (total.Precision, total.Recall));
        Assert.Equal(2 * 75 * 100 / 175.0, total.F1, 1e-12);
        Assert.Equal(200 / 3.0, total.CompleteMatch, 1e-12);
        Assert.Equal(25, total.MalformedShare);
    }

    [Fact]
    public void Rates_OfNothing_AreZero()
    {
        BracketCounts none = default;
        Assert.Equal((0, 0, 0, 0, 0), (none.Precision, none.Recall, none.F1, none.CompleteMatch, none.MalformedShare));
    }
}
