namespace Dragoman.Parsing;

/// <summary>What labelled bracketing is computed from; counts of sentences add up to those of a corpus.</summary>
/// <param name="Sentences">Sentences, those with errors and those skipped included.</param>
/// <param name="Errors">Sentences left out because the two trees have not the same words.</param>
/// <param name="Skipped">Sentences left out because they have no words but punctuation.</param>
/// <param name="Malformed">Sentences whose tree had to be mended.</param>
/// <param name="Matched">Constituents that both trees have.</param>
/// <param name="Gold">Constituents of the gold trees.</param>
/// <param name="Test">Constituents of the trees under test.</param>
/// <param name="Complete">Sentences of which all constituents match.</param>
public readonly record struct BracketCounts(
    long Sentences, long Errors, long Skipped, long Malformed, long Matched, long Gold, long Test, long Complete)
{
    /// <summary>Matched constituents in 100 under test; 0 if there are none.</summary>
    public double Precision => Percentage(Matched, Test);

    /// <summary>Matched constituents in 100 gold ones; 0 if there are none.</summary>
    public double Recall => Percentage(Matched, Gold);

    /// <summary>Harmonic mean of precision and recall, 2 · matched / (gold + test) in per cent; 0 if there are no constituents.</summary>
    public double F1 => Percentage(2 * Matched, Gold + Test);

    /// <summary>Wholly matched sentences in 100 scored ones; 0 if there are none.</summary>
    public double CompleteMatch => Percentage(Complete, Sentences - Errors - Skipped);

    /// <summary>Mended trees in 100 sentences; 0 if there are none.</summary>
    public double MalformedShare => Percentage(Malformed, Sentences);

    /// <summary>Adds counts up.</summary>
    /// <param name="left">Counts of some sentences.</param>
    /// <param name="right">Counts of others.</param>
    public static BracketCounts operator +(BracketCounts left, BracketCounts right) => new(
        left.Sentences + right.Sentences,
        left.Errors + right.Errors,
        left.Skipped + right.Skipped,
        left.Malformed + right.Malformed,
        left.Matched + right.Matched,
        left.Gold + right.Gold,
        left.Test + right.Test,
        left.Complete + right.Complete);

    /// <summary>Adds counts up.</summary>
    /// <param name="other">Counts of other sentences.</param>
    public BracketCounts Add(BracketCounts other) => this + other;

    private static double Percentage(long part, long all) => all == 0 ? 0 : 100.0 * part / all;
}
