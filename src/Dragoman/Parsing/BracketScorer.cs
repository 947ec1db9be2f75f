namespace Dragoman.Parsing;

/// <summary>Labelled bracketing as EVALB counts it with Collins's settings.</summary>
/// <remarks>
/// Black et al. 1991 (H91-1060); EVALB by Sekine and Collins with <c>COLLINS.prm</c>. The rules are in <c>docs/concepts/parsing.md</c>.
/// </remarks>
public static class BracketScorer
{
    /// <summary>Compares two trees over the same words. Each tree's own tags say which of its words are punctuation.</summary>
    /// <param name="gold">The right tree.</param>
    /// <param name="test">The tree under test.</param>
    /// <returns>Counts of one sentence; an error if the trees, punctuation left out, have not the same words.</returns>
    public static BracketCounts Score(PennTree gold, PennTree test)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(test);
        BracketSpans goldSpans = BracketSpans.Of(gold);
        BracketSpans testSpans = BracketSpans.Of(test);
        BracketCounts sentence = new() { Sentences = 1 };
        if (testSpans.Words.Count == 0)
        {
            return sentence with { Skipped = 1 };
        }

        if (!goldSpans.Words.SequenceEqual(testSpans.Words))
        {
            return sentence with { Errors = 1 };
        }

        int matched = goldSpans.CountMatches(testSpans);
        (int goldCount, int testCount) = (goldSpans.Spans.Count, testSpans.Spans.Count);
        return sentence with
        {
            Matched = matched,
            Gold = goldCount,
            Test = testCount,
            Complete = matched == goldCount && matched == testCount ? 1 : 0,
        };
    }

    /// <summary>Compares the output of a model with a tree; malformed output is mended and counted.</summary>
    /// <param name="gold">The right tree, without traces; its tags say which words are punctuation.</param>
    /// <param name="line">A linearised tree.</param>
    /// <returns>Counts of one sentence, never an error.</returns>
    public static BracketCounts Score(PennTree gold, string line)
    {
        ArgumentNullException.ThrowIfNull(gold);
        PennTree[] leaves = [.. gold.Leaves()];
        return Score(gold, TreeDelinearizer.Delinearize(line, [.. leaves.Select(leaf => leaf.Word!)], [.. leaves.Select(leaf => leaf.Label)]));
    }

    private static BracketCounts Score(PennTree gold, MendedTree test) => Score(gold, test.Tree) with { Malformed = test.IsMended ? 1 : 0 };
}
