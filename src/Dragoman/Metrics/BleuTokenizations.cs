namespace Dragoman.Metrics;

/// <summary>Names of the ways in which BLEU cuts lines, as sacreBLEU has them.</summary>
public static class BleuTokenizations
{
    /// <summary>The name by which a user chooses the tokenisation, such as <c>13a</c>.</summary>
    /// <param name="tokenization">The tokenisation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration.</exception>
    public static string ToName(this BleuTokenization tokenization) => tokenization switch
    {
        BleuTokenization.None => "none",
        BleuTokenization.Mteval13a => "13a",
        BleuTokenization.International => "intl",
        BleuTokenization.Character => "char",
        _ => throw new ArgumentOutOfRangeException(nameof(tokenization), tokenization, "Unknown tokenisation."),
    };
}
