namespace Dragoman.Metrics;

/// <summary>Options of chrF; the defaults are sacreBLEU's chrF2.</summary>
/// <param name="CharacterOrder">Longest character n-gram, 1 to 16. Default: 6.</param>
/// <param name="WordOrder">Longest word n-gram, 0 (none) to 16; 2 makes chrF++. Default: 0.</param>
/// <param name="Beta">How many times recall outweighs precision, at least 1. Default: 2.</param>
/// <param name="Lowercase">Compares without regard to case. Default: false.</param>
/// <param name="Whitespace">Lets character n-grams contain white space. Default: false.</param>
/// <param name="EpsilonSmoothing">Averages F-scores over all orders, as chrF++.py, Moses and NLTK do, instead of precisions and recalls
/// over those orders that occur. Default: false.</param>
public sealed record ChrFOptions(
    int CharacterOrder = 6,
    int WordOrder = 0,
    int Beta = 2,
    bool Lowercase = false,
    bool Whitespace = false,
    bool EpsilonSmoothing = false)
{
    /// <summary>chrF++: chrF with word unigrams and bigrams.</summary>
    public static ChrFOptions PlusPlus { get; } = new(WordOrder: 2);

    /// <summary>The name that goes with the options, such as <c>chrF2++</c>.</summary>
    internal string Name => $"chrF{Decimals.Integer(Beta)}{new string('+', WordOrder)}";

    /// <summary>The settings in sacreBLEU's notation, such as <c>case:mixed|eff:yes|nc:6|nw:0|space:no</c>.</summary>
    internal string Settings =>
        $"case:{(Lowercase ? "lc" : "mixed")}|eff:{(EpsilonSmoothing ? "no" : "yes")}"
        + $"|nc:{Decimals.Integer(CharacterOrder)}|nw:{Decimals.Integer(WordOrder)}|space:{(Whitespace ? "yes" : "no")}";

    internal void ThrowIfInvalid()
    {
        if (CharacterOrder is < 1 or > 16)
        {
            throw new ArgumentOutOfRangeException(
                nameof(CharacterOrder), CharacterOrder, "The longest character n-gram must be 1 to 16 characters.");
        }

        if (WordOrder is < 0 or > 16)
        {
            throw new ArgumentOutOfRangeException(nameof(WordOrder), WordOrder, "The longest word n-gram must be 0 to 16 words.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Beta, 1);
    }
}
