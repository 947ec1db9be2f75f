namespace Dragoman.Metrics;

/// <summary>What BLEU puts in the place of an n-gram precision of zero (Chen and Cherry 2014, W14-3346).</summary>
public enum BleuSmoothing
{
    /// <summary><c>none</c>: nothing; one precision of zero makes the score zero.</summary>
    None,

    /// <summary><c>floor</c>: a small number of matches instead of none. Method 1; value 0.1 unless given.</summary>
    Floor,

    /// <summary><c>add-k</c>: adds k to matches and totals of all orders but the first. Method 2; value 1 unless given.</summary>
    AddK,

    /// <summary><c>exp</c>: 1/2, 1/4, … match for the first, second, … order without one. Method 3, as in mteval-v13a.pl.</summary>
    Exponential,
}
