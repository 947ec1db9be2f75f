using Dragoman.Parsing;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Parsing;

/// <summary>Every tree of a real treebank survives the way to a line and back.</summary>
public sealed class TreebankCorpusTests
{
    /// <summary>The only white space inside words of the corpus, a thin space; two words have one at their end.</summary>
    private const char ThinSpace = '\u2009';

    [Theory]
    [InlineData(LeafTags.None)]
    [InlineData(LeafTags.Punctuation)]
    [InlineData(LeafTags.All)]
    public void Delinearize_CraftDevelopmentTrees_ComeBackUnmended(LeafTags tags)
    {
        TreeCleaner cleaner = new();
        WordTokenizer tokenizer = new();
        BracketCounts total = default;
        foreach (PennTree tree in new Treebank(Corpora.Require("treebank-craft/craft-dev.trees.gz")).Read())
        {
            PennTree clean = cleaner.Clean(tree)!;
            string sentence = TreeLinearizer.Sentence(clean);
            string line = TreeLinearizer.Linearize(clean, tags);

            MendedTree back = TreeDelinearizer.Delinearize(
                line, tokenizer.Tokenize(sentence), [.. clean.Leaves().Select(leaf => leaf.Label)]);

            Assert.Equal((clean.ToString().Replace(ThinSpace, '_'), TreeRepairs.None), (back.Tree.ToString(), back.Repairs));
            total += BracketScorer.Score(clean, line);
        }

        Assert.Equal((2780, 0, 0), (total.Sentences, total.Errors, total.Malformed));
        Assert.Equal((100, 100), (total.F1, total.CompleteMatch));
    }
}
