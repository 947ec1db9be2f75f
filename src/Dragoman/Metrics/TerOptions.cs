namespace Dragoman.Metrics;

/// <summary>Options of the translation edit rate; the defaults are sacreBLEU's.</summary>
/// <param name="Lowercase">Compares without regard to case. Default: true.</param>
/// <param name="Normalize">Unescapes entities and cuts punctuation off words. Default: false.</param>
/// <param name="Punctuation">Keeps <c>. , ? : ; ! " ( )</c>; otherwise they are taken out. Default: true.</param>
/// <param name="AsianSupport">With <paramref name="Normalize"/> cuts East Asian text into characters, and counts its punctuation as such; without
/// that and with punctuation kept it has no effect. Default: false.</param>
public sealed record TerOptions(
    bool Lowercase = true, bool Normalize = false, bool Punctuation = true, bool AsianSupport = false)
{
    /// <summary>The settings in sacreBLEU's notation, such as <c>case:lc|tok:tercom|norm:no|punct:yes|asian:no</c>.</summary>
    internal string Settings =>
        $"case:{(Lowercase ? "lc" : "mixed")}|tok:tercom|norm:{YesNo(Normalize)}|punct:{YesNo(Punctuation)}|asian:{YesNo(AsianSupport)}";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
