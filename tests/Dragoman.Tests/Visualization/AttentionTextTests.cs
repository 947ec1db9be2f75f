using System.Text.RegularExpressions;
using Dragoman.Alignments;
using Dragoman.Visualization;

namespace Dragoman.Tests.Visualization;

public sealed partial class AttentionTextTests
{
    [Fact]
    public void Render_WordsFit_StandAboveTheirColumns()
    {
        Assert.Equal(
            """
                   the house .
                la ███ ░░░░░ ·
            maison  ·  ▓▓▓▓▓ ▒▒

            ░ .10  ▒ .25  ▓ .50  █ .75
            """,
            Text(Maps.House));
    }

    [Fact]
    public void Render_UnknownTokens_HaveAStarAndANote()
    {
        Assert.Equal(
            """
                    the house* .
                 la ███ ░░░░░░ ·
            maison*  ·  ▓▓▓▓▓▓ ▒▒

            ░ .10  ▒ .25  ▓ .50  █ .75
            * not in the model's vocabulary:
            read as <unk>
            """,
            Text(Maps.House.WithUnknown([1], [1]), 34));
    }

    [Fact]
    public void Render_WordsAreTooWide_StandUpright()
    {
        string[] source = ["alpha", "be", "日本", "gamma", "delta", "epsilon"];
        Assert.Equal(
            """
                          e
                          p
                a     g d s
                l     a e i
                p     m l l
                h b 日m t o
                a e 本a a n
            one ██▓▓▒▒▒▒░░░░
             二 ▓▓██▓▓▒▒▒▒░░

            ░ .10  ▒ .25  ▓ .50  █ .75
            """,
            Text(Maps.Diagonal(source, ["one", "二"]), 30));
    }

    [Fact]
    public void Render_LettersJoin_UsesNumbersAndBlocks()
    {
        string[] source = ["alpha", "مرحبا", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"];
        Assert.Equal(
            """
                         1  2  3  4  5  6  7
            translation ██ ▓▓ ▒▒ ▒▒ ░░ ░░ ░░
            or another… ▓▓ ██ ▓▓ ▒▒ ▒▒ ░░ ░░

                         8  9 10
            translation ░░ ░░ ░░
            or another… ░░ ░░ ░░

            1 alpha  2 مرحبا  3 beta  4 gamma
            5 delta  6 epsilon  7 zeta  8 eta
            9 theta  10 iota

            ░ .10  ▒ .25  ▓ .50  █ .75
            """,
            Text(Maps.Diagonal(source, ["translation", "or another one"]), 35));
    }

    [Fact]
    public void Render_TrueColor_PaintsBackgroundsAndNumbers()
    {
        IReadOnlyList<string> lines = AttentionText.Render(
            new AttentionMap(["word"], ["mot"], [1f]), new AttentionTextOptions(Color: ColorSupport.TrueColor));
        Assert.Equal("    word", lines[0]);
        Assert.Equal("mot \u001b[48;2;8;48;107;38;5;231m1.00 \u001b[0m", lines[1]);
    }

    [Fact]
    public void Render_Ansi256_PaintsTheLegendFromLightToDark()
    {
        IReadOnlyList<string> lines = AttentionText.Render(Maps.House, new AttentionTextOptions(Color: ColorSupport.Ansi256));
        Assert.StartsWith("0 \u001b[48;5;255;38;5;16m \u001b[0m", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("\u001b[48;5;17;38;5;231m \u001b[0m 1", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AnyShapeWidthAndColor_StaysInsideTheWidth()
    {
        string[] words = ["a", "日本語", "e\u0301te\u0301", "internationalisation-and-more-of-it", "नमस्ते", "<eos>", "\n", ""];
        foreach (int count in new[] { 0, 1, 2, 7, 12, 60, 120 })
        {
            string[] tokens = [.. Enumerable.Range(0, count).Select(i => words[i % words.Length])];
            AttentionMap map = Maps.Diagonal(tokens, [.. tokens.Take(9)]);
            foreach (ColorSupport color in Enum.GetValues<ColorSupport>())
            {
                foreach (int width in new[] { 30, 47, 80, 200 })
                {
                    IReadOnlyList<string> lines = AttentionText.Render(map, new AttentionTextOptions(width, color));
                    Assert.All(lines, line => Assert.InRange(TextCells.Width(Escapes().Replace(line, "")), 0, width));
                }
            }
        }
    }

    [Fact]
    public void Render_WidthIsTooSmall_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AttentionText.Render(Maps.House, new AttentionTextOptions(Width: 29)));
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escapes();

    private static string Text(AttentionMap map, int width = 80) =>
        string.Join('\n', AttentionText.Render(map, new AttentionTextOptions(width)));
}
