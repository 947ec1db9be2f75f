using Dragoman.Metrics.Tokenization;

namespace Dragoman.Metrics;

/// <summary>How BLEU cuts a line into tokens.</summary>
public enum BleuTokenization
{
    /// <summary><c>none</c>: at white space only, for text that is tokenised already.</summary>
    None,

    /// <summary><c>13a</c>: as mteval-v13a.pl does; the default at WMT.</summary>
    Mteval13a,

    /// <summary><c>intl</c>: at Unicode punctuation and symbols, as mteval-v14.pl does internationally.</summary>
    International,

    /// <summary><c>char</c>: every code point but white space is a token.</summary>
    Character,
}

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
        _ => throw Unknown(tokenization),
    };

    /// <summary>Makes the tokeniser.</summary>
    /// <param name="tokenization">The tokenisation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration.</exception>
    internal static LineTokenizer CreateTokenizer(this BleuTokenization tokenization) => tokenization switch
    {
        BleuTokenization.None => new WhitespaceTokenizer(),
        BleuTokenization.Mteval13a => new Mteval13aTokenizer(),
        BleuTokenization.International => new InternationalTokenizer(),
        BleuTokenization.Character => new CharacterTokenizer(),
        _ => throw Unknown(tokenization),
    };

    private static ArgumentOutOfRangeException Unknown(BleuTokenization tokenization) => new(
        nameof(tokenization), tokenization, $"The tokenisation must be one of: {string.Join(", ", Enum.GetNames<BleuTokenization>())}.");
}
