namespace Dragoman.Metrics;

/// <summary>Options of BLEU; the defaults are sacreBLEU's.</summary>
/// <param name="Tokenization">How lines are cut into tokens. Default: 13a.</param>
/// <param name="Smoothing">What stands in for a precision of zero. Default: exponential.</param>
/// <param name="SmoothingValue">Floor or k, at least 0; null for the method's own value (0.1 and 1).
/// Used by <see cref="BleuSmoothing.Floor"/> and <see cref="BleuSmoothing.AddK"/> only. Default: null.</param>
/// <param name="MaxOrder">Longest n-gram in tokens, 1 to 16. Default: 4.</param>
/// <param name="EffectiveOrder">Leaves out orders for which the text is too short; meant for single sentences. Default: false.</param>
/// <param name="Lowercase">Compares without regard to case. Default: false.</param>
public sealed record BleuOptions(
    BleuTokenization Tokenization = BleuTokenization.Mteval13a,
    BleuSmoothing Smoothing = BleuSmoothing.Exponential,
    double? SmoothingValue = null,
    int MaxOrder = 4,
    bool EffectiveOrder = false,
    bool Lowercase = false)
{
    /// <summary>sacreBLEU's settings for the BLEU of a single sentence: the defaults with the effective order.</summary>
    public static BleuOptions Sentence { get; } = new(EffectiveOrder: true);

    /// <summary>The smoothing value in force; 0 for methods without one.</summary>
    internal double EffectiveSmoothingValue => Smoothing switch
    {
        BleuSmoothing.Floor => SmoothingValue ?? 0.1,
        BleuSmoothing.AddK => SmoothingValue ?? 1,
        _ => 0,
    };

    /// <summary>The settings in sacreBLEU's notation, such as <c>case:mixed|eff:no|tok:13a|smooth:exp</c>.</summary>
    internal string Settings =>
        $"case:{(Lowercase ? "lc" : "mixed")}|eff:{(EffectiveOrder ? "yes" : "no")}|tok:{Tokenization.ToName()}|smooth:{SmoothingName}";

    private string SmoothingName => Smoothing switch
    {
        BleuSmoothing.None => "none",
        BleuSmoothing.Floor => $"floor[{Decimals.Fixed(EffectiveSmoothingValue, 2)}]",
        BleuSmoothing.AddK => $"add-k[{Decimals.Fixed(EffectiveSmoothingValue, 2)}]",
        _ => "exp",
    };

    internal void ThrowIfInvalid()
    {
        if (!Enum.IsDefined(Tokenization) || !Enum.IsDefined(Smoothing))
        {
            throw new ArgumentOutOfRangeException(
                nameof(BleuOptions), $"{Tokenization}, {Smoothing}", "Tokenization and smoothing must be members of their enumerations.");
        }

        if (SmoothingValue is double value && !(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(SmoothingValue), value, "The smoothing value must be a number of at least 0, or null for the method's own.");
        }

        if (MaxOrder is < 1 or > 16)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxOrder), MaxOrder, "The longest n-gram must be 1 to 16 tokens.");
        }
    }
}

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
