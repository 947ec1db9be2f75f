using Dragoman.Alignments;
using Dragoman.Data;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Alignments;

public sealed class GoldAlignmentFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_PlainLines_NumbersThemFromOne()
    {
        string file = _folder.Write("gold", "# comment\n0-0 1?1\n\n2-0\n");

        Assert.Equal(["1: 0-0 1?1", "2: ", "3: 2-0"], Read(file));
    }

    [Fact]
    public void Read_NumberedLines_KeepsTheirNumbers()
    {
        string file = _folder.Write("gold", "# comment\n300\t0-0 1?1\n# another\n12\t\n");

        Assert.Equal(["12: ", "300: 0-0 1?1"], Read(file));
    }

    [Theory]
    [InlineData("0-0\n0-0 x\n", 2, "'x' is not a link")]
    [InlineData("1\t0-0\n2\t0_0\n", 2, "'0_0' is not a link")]
    [InlineData("1\t0-0\n0-0\n", 2, "expected a line number from 1, TAB and links")]
    [InlineData("0\t0-0\n", 1, "expected a line number from 1, TAB and links")]
    [InlineData("# note\n7\t0-0\n7\t1-1\n", 3, "corpus line 7 is aligned already")]
    public void Read_NotAnAlignment_NamesFileAndLine(string text, int line, string problem)
    {
        string file = _folder.Write("gold", text);

        CorpusFormatException exception = Assert.Throws<CorpusFormatException>(() => GoldAlignmentFile.Read(file));

        Assert.StartsWith($"{file}, line {line}: {problem}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OnlyComments_SaysThatThereAreNone()
    {
        string file = _folder.Write("gold", "# nothing\n");
        Assert.Contains("has no alignments", Assert.Throws<CorpusFormatException>(() => GoldAlignmentFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EnglishFrenchGold_FitsItsCorpus()
    {
        string[] lines = Corpora.ReadLines("fra-eng/fra.txt.gz");
        var gold = GoldAlignmentFile.Read(Path.Combine(Checkout.Root(), "experiments", "gold-alignments.fra-eng.txt"));
        TextSegmenter segmenter = new(TextOptions.D2l);

        Assert.InRange(gold.Count, 120, lines.Length);
        foreach ((long number, GoldAlignment alignment) in gold)
        {
            string[][] sides = [.. lines[number - 1].Split('\t').Take(2).Select(side => segmenter.Cut(side).ToArray())];
            Assert.All(sides, tokens => Assert.InRange(tokens.Length, 5, 14));
            Assert.All(alignment.Possible, link => Assert.True(
                link.Source < sides[0].Length && link.Target < sides[1].Length, $"line {number}: {link} is outside."));

            // Punctuation never changes: a slip of one token shows here.
            Assert.All(alignment.Sure, link => Assert.Equal(IsMark(sides[0][link.Source]), IsMark(sides[1][link.Target])));
            Assert.Contains(new AlignmentLink(sides[0].Length - 1, sides[1].Length - 1), alignment.Sure);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsMark(string token) => token.All(char.IsPunctuation);

    private static IEnumerable<string> Read(string file) =>
        GoldAlignmentFile.Read(file).Select(entry => $"{entry.Key}: {entry.Value}");
}
