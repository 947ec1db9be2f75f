using System.Text.RegularExpressions;

namespace Dragoman.Cli.Drawing;

/// <summary>Writes the indices of an equation as a terminal can: those of time and position lowered, others after a low line.</summary>
internal static partial class EquationText
{
    private const string Letters = "tjk0123456789−";
    private const string Lowered = "ₜⱼₖ₀₁₂₃₄₅₆₇₈₉₋";

    /// <summary>The equation, such as <c>cₜ = Σⱼ αₜⱼ hⱼ</c>.</summary>
    /// <param name="equation">The same with <c>_</c> before an index and braces around a longer one.</param>
    internal static string Of(string equation) => Index().Replace(equation, index =>
        index.Value.StartsWith('W') ? index.Value : index.Groups["base"].Value + string.Concat(index.Groups["index"].Value.Trim('{', '}').Select(Lower)));

    private static char Lower(char letter) => Lowered[Letters.IndexOf(letter, StringComparison.Ordinal)];

    [GeneratedRegex(@"(?<base>\S)_(?<index>\{[tjk0-9−]+\}|[tjk0-9])")]
    private static partial Regex Index();
}
