using Dragoman.Parsing;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Parsing;

public sealed class TreeDelinearizerTests
{
    private static readonly string[] Words = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [Fact]
    public void Delinearize_WellFormed_TakesWordsAndKnownTags()
    {
        const string Line = "(S (NP XX )NP (VP XX )VP . )S";
        MendedTree untagged = TreeDelinearizer.Delinearize(Line, ["I", "slept", "."]);
        MendedTree tagged = TreeDelinearizer.Delinearize(Line, ["I", "slept", "."], ["PRP", "VBD", "."]);
        Assert.Equal("(S (NP (XX I)) (VP (XX slept)) (. .))", untagged.Tree.ToString());
        Assert.Equal("(S (NP (PRP I)) (VP (VBD slept)) (. .))", tagged.Tree.ToString());
        Assert.False(untagged.IsMended || tagged.IsMended);
    }

    [Theory]
    [InlineData("missing at the end", "(S (NP XX )NP (VP XX", 2, "(S (NP XX )NP (VP XX )VP )S", TreeRepairs.Brackets)]
    [InlineData("missing at the start", "XX )NP (VP XX )VP )S", 2, "(S (NP XX )NP (VP XX )VP )S", TreeRepairs.Brackets)]
    [InlineData("closing missing inside", "(S (NP XX (VP XX )VP )S", 2, "(S (NP XX (VP XX )VP )NP )S", TreeRepairs.Brackets)]
    [InlineData("opening missing inside", "(S XX )NP (VP XX )VP )S", 2, "(S XX (VP XX )VP )S", TreeRepairs.Brackets)]
    [InlineData("opening missing deep inside", "(S (VP XX XX )NP )VP )S", 2, "(S (VP XX XX )VP )S", TreeRepairs.Brackets)]
    [InlineData("closing too many inside", "(S (NP XX )NP )NP (VP XX )VP )S", 2, "(S (NP XX )NP (VP XX )VP )S", TreeRepairs.Brackets)]
    [InlineData("closing too many, label open further out", "(NP (VP (NP XX )NP )NP XX )VP )NP", 2, "(NP (VP (NP XX )NP XX )VP )NP", TreeRepairs.Brackets)]
    [InlineData("closing too many at the end", "(S XX )S )S", 1, "(S (S XX )S )S", TreeRepairs.Brackets)]
    [InlineData("closing too many at the start", ")NP (S XX )S", 1, "(S XX )S", TreeRepairs.Brackets)]
    [InlineData("other label", "(S (NP XX )PP (VP XX )VP )S", 2, "(S (NP XX )NP (VP XX )VP )S", TreeRepairs.Labels)]
    [InlineData("other label at the root", "(S XX )SINV", 1, "(S XX )S", TreeRepairs.Labels)]
    [InlineData("empty constituent", "(S (NP )NP XX )S", 1, "(S XX )S", TreeRepairs.Brackets)]
    [InlineData("several trees", "(NP XX )NP (VP XX )VP", 2, "(TOP (NP XX )NP (VP XX )VP )TOP", TreeRepairs.Brackets)]
    [InlineData("no tree", "", 2, "(TOP XX XX )TOP", TreeRepairs.Brackets | TreeRepairs.Leaves)]
    [InlineData("no tree for a word", "", 1, "XX", TreeRepairs.Leaves)]
    [InlineData("leaves too few", "(S (NP XX )NP )S", 3, "(S (NP XX )NP XX XX )S", TreeRepairs.Leaves)]
    [InlineData("leaves and brackets too few", "(S (NP XX (PP", 3, "(S (NP XX )NP XX XX )S", TreeRepairs.Leaves | TreeRepairs.Brackets)]
    [InlineData("leaves too few for a leaf", "XX", 2, "(TOP XX XX )TOP", TreeRepairs.Leaves | TreeRepairs.Brackets)]
    [InlineData("leaves too many", "(S (NP XX XX )NP XX )S", 2, "(S (NP XX XX )NP )S", TreeRepairs.Leaves)]
    [InlineData("leaves too many leave nothing", "(S XX (NP XX )NP )S", 1, "(S XX )S", TreeRepairs.Leaves | TreeRepairs.Brackets)]
    [InlineData("unreadable tokens", "(S ( XX <unk> )( ) X) )S", 1, "(S XX )S", TreeRepairs.Tokens)]
    public void Delinearize_Malformed_IsMended(string what, string line, int wordCount, string expected, TreeRepairs repairs)
    {
        MendedTree result = TreeDelinearizer.Delinearize(line, Words[..wordCount]);
        Assert.True(expected == TreeLinearizer.Linearize(result.Tree), $"{what}: {result.Tree}");
        Assert.Equal(repairs, result.Repairs);
        Assert.Equal(Words[..wordCount], result.Tree.Leaves().Select(leaf => leaf.Word));
    }

    [Fact]
    public void Delinearize_AnyTokens_GiveATreeOfTheWordsThatNeedsNoMending()
    {
        Gen<string> token = Gen.Elements("(S", "(NP", "(VP", ")S", ")NP", ")VP", "XX", ".", "<unk>", "(", ")");
        Gen<(string[] Tokens, int WordCount)> cases = token.ArrayOf().SelectMany(
            tokens => Gen.Choose(1, Words.Length), (tokens, wordCount) => (tokens, wordCount));
        Check.QuickThrowOnFailure(Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            string[] words = Words[..sample.WordCount];
            MendedTree first = TreeDelinearizer.Delinearize(string.Join(' ', sample.Tokens), words);
            MendedTree again = TreeDelinearizer.Delinearize(TreeLinearizer.Linearize(first.Tree), words);
            Assert.Equal(words, first.Tree.Leaves().Select(leaf => leaf.Word));
            Assert.Equal((first.Tree.ToString(), TreeRepairs.None), (again.Tree.ToString(), again.Repairs));
        }));
    }

    [Theory]
    [InlineData("(S (NP XX )NP . )S", "(S (NP (XX XX)) (. .))")]
    [InlineData("XX", "(XX XX)")]
    [InlineData("(S (NP XX )NP", null)]
    [InlineData("XX XX", null)]
    [InlineData("the quick brown fox", null)]
    [InlineData(" ", null)]
    public void TryRead_Line_GivesItsTreeOrNull(string line, string? expected)
    {
        Assert.Equal(expected, TreeDelinearizer.TryRead(line)?.ToString());
    }

    [Fact]
    public void Delinearize_NoWordsOrTooFewTags_Throws()
    {
        Assert.Throws<ArgumentException>(() => TreeDelinearizer.Delinearize("XX", []));
        Assert.Throws<ArgumentException>(() => TreeDelinearizer.Delinearize("XX", ["a"], []));
    }
}
