using Dragoman.Data;
using Dragoman.TestKit;
using Dragoman.Tests.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Data;

public sealed class PairWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_RandomPairs_ReadBackAsTheyAreWritten()
    {
        Gen<(string Source, string Target)> pair =
            from source in RandomText.Awkward.Generator
            from target in RandomText.Awkward.Generator
            select (source, target);
        Prop.ForAll(Arb.From(pair.ArrayOf()), IsReadBack).Check(RandomText.Checks);
    }

    [Theory]
    [InlineData("a\tb", "c", "a b\tc\n")]
    [InlineData("a", "b\tc\t", "a\tb c \n")]
    [InlineData("a\rb", "c\r", "a b\tc \n")]
    [InlineData("a\nb", "c\r\nd", "a b\tc  d\n")]
    [InlineData("\uFEFF\uFEFFa", "\uFEFFb", "a\tb\n")]
    public void Write_BorderInsideASentence_BecomesASpaceAndIsCounted(string source, string target, string expected)
    {
        using StringWriter text = new();
        PairWriter writer = new(text);

        writer.Write(new SentencePair(source, target));
        writer.Write(new SentencePair("x", "y"));

        Assert.Equal(expected + "x\ty\n", text.ToString());
        Assert.Equal((2, 1, 0), (writer.Written, writer.Mended, writer.Blank));
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "\t")]
    [InlineData("\uFEFF \r", "a")]
    public void Write_BlankSide_IsLeftOutAndCounted(string source, string target)
    {
        using StringWriter text = new();
        PairWriter writer = new(text);

        writer.Write(new SentencePair(source, target));

        Assert.Empty(text.ToString());
        Assert.Equal((0, 0, 1), (writer.Written, writer.Mended, writer.Blank));
    }

    private bool IsReadBack((string Source, string Target)[] pairs)
    {
        using StringWriter text = new();
        PairWriter writer = new(text);
        foreach ((string source, string target) in pairs)
        {
            writer.Write(new SentencePair(source, target));
        }

        SentencePair[] expected =
        [
            .. pairs.Select(pair => new SentencePair(Flat(pair.Source), Flat(pair.Target))).Where(pair => !pair.IsBlank),
        ];
        TsvCorpus corpus = new(_folder.Write("pairs.tsv", text.ToString()));
        return expected.Length == writer.Written && writer.Written + writer.Blank == pairs.Length
            && (expected.Length == 0 || expected.SequenceEqual(corpus.Read()));
    }

    private static string Flat(string text) => text.Replace("\uFEFF", "", StringComparison.Ordinal).Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
