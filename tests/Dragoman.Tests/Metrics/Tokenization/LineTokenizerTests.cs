using System.Text.RegularExpressions;
using Dragoman.Metrics;
using Dragoman.Metrics.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Metrics.Tokenization;

public sealed class LineTokenizerTests
{
    // What the rules treat differently: digits, marks, symbols of all kinds, entities, white space, a supplementary character.
    private static readonly string[] Pieces =
    [
        "a", "é", "ж", "5", "٣", "½", ".", ",", "-", "'", "\"", "/", "€", "«", "—", "!", "_", "^", "{", "~", "😀", "𝟗", " ", "\u00A0", "\t",
        "&quot;", "&amp;", "lt;", "&gt;", "&", "<skipped>", "<", ">", "-\n", "\n", "+", "\u001F",
    ];

    [Theory]
    [InlineData(BleuTokenization.Mteval13a, "It costs $3,500.50, i.e. \"a lot\".", "It costs $ 3,500.50 , i . e . \" a lot \" .")]
    [InlineData(BleuTokenization.Mteval13a, "well-known 5-year 1990-", "well-known 5 - year 1990 -")]
    [InlineData(BleuTokenization.Mteval13a, "it's &quot;x&quot; &amp;lt; y<skipped>", "it's \" x \" < y")]
    [InlineData(BleuTokenization.Mteval13a, "a..5", "a . .5")]
    [InlineData(BleuTokenization.International, "Preis: 3,50€ – „gut“. 1990.", "Preis : 3,50 € – „ gut “ . 1990.")]
    [InlineData(BleuTokenization.Character, "a b😀", "a b 😀")]
    [InlineData(BleuTokenization.None, "don't.  stop ", "don't. stop")]
    public void Tokenize_Examples_GivesTheTokens(BleuTokenization kind, string line, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Split(kind.CreateTokenizer().Tokenize(line))));
    }

    [Fact]
    public void Tokenize_RandomText_EqualsTheRegularExpressionsOfMteval()
    {
        LineTokenizer mteval = BleuTokenization.Mteval13a.CreateTokenizer();
        LineTokenizer international = BleuTokenization.International.CreateTokenizer();
        Gen<string> text = Gen.ArrayOf(Gen.Elements(Pieces)).Resize(30).Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), line =>
            Split(mteval.Tokenize(line)).SequenceEqual(Split(Mteval13a(line)))
            && (line.Any(char.IsSurrogate) // .NET's expressions see halves of a pair, where Perl's and Python's see one character.
                || Split(international.Tokenize(line)).SequenceEqual(Split(Mteval14(line))))).QuickCheckThrowOnFailure();
    }

    private static string Mteval13a(string line)
    {
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)
            [("<skipped>", ""), ("-\n", ""), ("\n", " "), ("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")])
        {
            line = line.Replace(from, to, StringComparison.Ordinal);
        }

        line = Regex.Replace($" {line} ", @"([\{-\~\[-\` -\&\(-\+\:-\@\/])", " $1 ");
        line = Regex.Replace(line, @"([^0-9])([\.,])", "$1 $2 ", RegexOptions.Singleline);
        line = Regex.Replace(line, @"([\.,])([^0-9])", " $1 $2", RegexOptions.Singleline);
        return Regex.Replace(line, @"([0-9])(-)", "$1 $2 ");
    }

    private static string Mteval14(string line)
    {
        line = Regex.Replace(line, @"(\P{N})(\p{P})", "$1 $2 ");
        line = Regex.Replace(line, @"(\p{P})(\P{N})", " $1 $2");
        return Regex.Replace(line, @"(\p{S})", " $1 ");
    }

    private static List<string> Split(ReadOnlySpan<char> text)
    {
        List<string> words = [];
        while (PythonText.TryReadWord(ref text, out ReadOnlySpan<char> word))
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
