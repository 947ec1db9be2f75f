using System.Text.RegularExpressions;
using Dragoman.Text.Rewriting;

namespace Dragoman.Text.Moses;

/// <summary>Plain quotation marks, dashes and spaces by the rules of the Moses toolkit's <c>normalize-punctuation.perl</c>.</summary>
internal static class PunctuationNormalizer
{
    private const string NoBreak = "\u00A0";

    private static readonly (Regex, string)[] Brackets =
    [
        Rule(@"\r", ""),
        Rule(@"\(", " ("),
        Rule(@"\)", ") "),
        Rule("  +", " "),
        Rule(@"\) (?=[.!:?;,])", ")"),
        Rule(@"\( ", "("),
        Rule(@" \)", ")"),
        Rule("(?<=[0-9]) %", "%"),
        Rule(" (?=[:;])", ""),
    ];

    private static readonly (Regex, string)[] Quotes =
    [
        Rule("`", "'"),
        Rule("''", " \" "),
        Rule("[„“”]", "\""),
        Rule("–", "-"),
        Rule("—", " - "),
        Rule("  +", " "),
        Rule("´", "'"),
        Rule("([A-Za-z])‘([A-Za-z])", "$1'$2"),
        Rule("([A-Za-z])’([A-Za-z])", "$1'$2"),
        Rule("[‘‚]", "'"),
        Rule("’", "\""),
        Rule("''", "\""),
        Rule("…", "..."),
        Rule($"{NoBreak}«{NoBreak}", " \""),
        Rule($"«{NoBreak}?", "\""),
        Rule($"{NoBreak}»{NoBreak}", "\" "),
        Rule($"{NoBreak}?»", "\""),
    ];

    private static readonly (Regex, string)[] Spaces =
    [
        Rule($"{NoBreak}(?=[%:?!;])", ""),
        Rule($"(?<=nº){NoBreak}|{NoBreak}(?=ºC|cm)|(?<=,){NoBreak}", " "),
        Rule("  +", " "),
    ];

    private static readonly TextRewrite English = new PatternRewrite([.. Brackets, .. Quotes, .. Spaces, Rule("\"([,.]+)", "$1\""), Thousands(".")]);
    private static readonly TextRewrite Continental = new PatternRewrite([.. Brackets, .. Quotes, .. Spaces, .. QuoteFirst, Thousands(",")]);
    private static readonly TextRewrite Other = new PatternRewrite([.. Brackets, .. Quotes, .. Spaces, .. QuoteFirst, Thousands(".")]);

    /// <summary>A comma or dots after the quotation mark, unless markup follows.</summary>
    private static (Regex, string)[] QuoteFirst => [Rule(",\"", "\","), Rule(@"(\.+)""([\t\n\v\f ]*[^<]|$)", "\"$1$2")];

    /// <summary>The rules of a language.</summary>
    /// <param name="language">The language.</param>
    internal static TextRewrite Of(TextLanguage language) => language switch
    {
        TextLanguage.En => English,
        TextLanguage.Fr or TextLanguage.De => Continental,
        _ => Other,
    };

    private static (Regex, string) Thousands(string mark) => Rule($"([0-9]){NoBreak}([0-9])", $"$1{mark}$2");

    private static (Regex, string) Rule(string pattern, string replacement) => (new Regex(pattern, RegexOptions.CultureInvariant), replacement);
}
