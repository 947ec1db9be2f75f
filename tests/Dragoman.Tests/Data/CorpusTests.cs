using System.IO.Compression;
using System.Text;
using Dragoman.Data;
using Dragoman.TestKit;

namespace Dragoman.Tests.Data;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Tsv_TakesTwoColumnsAndAnyLineEnd()
    {
        TsvCorpus corpus = new(_folder.Write("a.tsv", "Go.\tVa !\r\nHi.\tSalut.\tCC-BY\n x\ty"));
        Assert.Equal([new("Go.", "Va !"), new("Hi.", "Salut."), new(" x", "y")], corpus.Read());
        Assert.Equal(3, corpus.Read().Count());
    }

    [Fact]
    public void Read_TsvWithByteOrderMarks_LeavesThemOut() =>
        Assert.Equal(
            [new("a", "b"), new("c", "d"), new("e", "f")],
            new TsvCorpus(_folder.Write("a.tsv", "\uFEFFa\tb\n\uFEFFc\td\ne\t\uFEFFf\n\uFEFF\n")).Read());

    [Theory]
    [InlineData("\u3000")]
    [InlineData("\u2003\u200B")]
    [InlineData("\u200D")]
    [InlineData("\u2028")]
    [InlineData("\u0085\uFEFF")]
    public void Read_SideThatNobodySees_IsBlank(string side)
    {
        TsvCorpus tsv = new(_folder.Write("a.tsv", $"{side}\tb\na\t{side}\n{side}\nc\td\n"));
        Assert.Equal([new("c", "d")], tsv.Read());
    }

    [Theory]
    [InlineData("{\"source\": 1}", "JSON")]
    [InlineData("<tu>", "XML")]
    [InlineData("a,b", "commas")]
    [InlineData("a;b", "semicolons")]
    [InlineData("a ||| b", "|||")]
    public void Read_TsvOfAnotherForm_NamesIt(string line, string named) =>
        Assert.Contains(named, Message(new TsvCorpus(_folder.Write("a.tsv", line + "\n"))), StringComparison.Ordinal);

    [Fact]
    public void Read_BlankSides_AreSkipped()
    {
        TsvCorpus tsv = new(_folder.Write("a.tsv", "a\tb\n\tx\ny\t \n\nc\td\n"));
        Assert.Equal([new("a", "b"), new("c", "d")], tsv.Read());

        ParallelCorpus parallel = new(_folder.Write("a", "a\n\nc\n"), _folder.Write("b", "A\nB\n \n"));
        Assert.Equal([new("a", "A")], parallel.Read());

        MemoryCorpus memory = new([new("a", "A"), new("", "B")]);
        Assert.Equal([new("a", "A")], memory.Read());
    }

    [Fact]
    public void ReadLines_BlankSides_GivesAPairForEachLine()
    {
        TsvCorpus tsv = new(_folder.Write("a.tsv", "a\tb\n\tx\n\nc\td\n"));
        Assert.Equal([new("a", "b"), new("", "x"), new("", ""), new("c", "d")], tsv.ReadLines());

        ParallelCorpus parallel = new(_folder.Write("a", "a\n\nc\n"), _folder.Write("b", "A\nB\n\n"));
        Assert.Equal([new("a", "A"), new("", "B"), new("c", "")], parallel.ReadLines());
    }

    [Fact]
    public void Read_GzipUnderAnyName_IsRecognised()
    {
        string path = _folder.Write("plain.tsv", Gzip("a\tb\n"));
        Assert.Equal([new("a", "b")], new TsvCorpus(path).Read());
        string members = _folder.Write("members.gz", [.. Gzip("a\tb\nc"), .. Gzip(""), .. Gzip("\td\n")]);
        Assert.Equal([new("a", "b"), new("c", "d")], new TsvCorpus(members).Read());
    }

    [Fact]
    public void Read_GzipCutAnywhere_IsRefused()
    {
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 300).Select(i => $"sentence {i * 7919}\tphrase {i * 104729}\n")));
        for (int length = 18; length < whole.Length; length += 13)
        {
            AssertRefused(whole[..length]);
        }

        for (int missing = 1; missing < 12; missing++)
        {
            AssertRefused(whole[..^missing]);
        }

        void AssertRefused(byte[] bytes)
        {
            TsvCorpus corpus = new(_folder.Write("cut.gz", bytes));
            CorpusFormatException e = Assert.Throws<CorpusFormatException>(() => corpus.Read().Count());
            Assert.Contains("gzip file is damaged or cut short", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_GzipWithWrongChecksum_IsRefused()
    {
        byte[] bytes = Gzip("a\tb\n");
        bytes[^6] ^= 1;
        TsvCorpus corpus = new(_folder.Write("wrong.gz", bytes));
        Assert.Contains("damaged", Assert.Throws<CorpusFormatException>(() => corpus.Read().Count()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(200_000)]
    public void Read_LongAndShortLines_AreWhole(int length)
    {
        string source = new('é', length);
        string text = string.Concat(Enumerable.Repeat($"{source}\tx\n", 3));
        Assert.Equal(Enumerable.Repeat(new SentencePair(source, "x"), 3), new TsvCorpus(_folder.Write("a.tsv", text)).Read());
        Assert.Equal(Enumerable.Repeat(new SentencePair(source, "x"), 3), new TsvCorpus(_folder.Write("a.gz", Gzip(text))).Read());
    }

    [Fact]
    public void Read_TsvLineWithoutTab_SaysTheLine()
    {
        TsvCorpus corpus = new(_folder.Write("a.tsv", "a\tb\n\nc d\n"));
        CorpusFormatException e = Assert.Throws<CorpusFormatException>(() => corpus.Read().Count());
        Assert.Equal((corpus.Name, 3L), (e.FilePath, e.LineNumber));
        Assert.Contains("without TAB", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\t', 0xE9, (byte)'\n' }, 3)]
    [InlineData(new byte[] { (byte)'a', (byte)'\t', 0xC3 }, 3)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80, (byte)'\t', (byte)'a' }, 1)]
    public void Read_InvalidUtf8_SaysLineAndByte(byte[] line, int position)
    {
        TsvCorpus corpus = new(_folder.Write("a.tsv", [(byte)'a', (byte)'\t', (byte)'b', (byte)'\n', .. line]));
        CorpusFormatException e = Assert.Throws<CorpusFormatException>(() => corpus.Read().Count());
        Assert.Equal(2, e.LineNumber);
        Assert.Contains($"invalid UTF-8 at byte {position} ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingOrEmptyFile_Throws()
    {
        Assert.Contains("does not exist", Message(new TsvCorpus(_folder["none.tsv"])), StringComparison.Ordinal);
        Assert.Contains("folder", Message(new TsvCorpus(_folder["."])), StringComparison.Ordinal);
        Assert.Contains("empty", Message(new TsvCorpus(_folder.Write("a.tsv", ""))), StringComparison.Ordinal);
        Assert.Contains("empty", Message(new TsvCorpus(_folder.Write("a.gz", Gzip("")))), StringComparison.Ordinal);
        string empty = _folder.Write("empty", "");
        Assert.Contains("empty", Message(new ParallelCorpus(empty, empty)), StringComparison.Ordinal);
        Assert.Contains("does not exist", Message(new ParallelCorpus(empty, _folder["none"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1200, 1203, "b")]
    [InlineData(1203, 1200, "a")]
    [InlineData(1201, 1200, "a")]
    public void Read_UnequalLengths_SaysBothCountsAndTheFirstLineWithoutPartner(int sources, int targets, string longer)
    {
        string source = _folder.Write("a", string.Concat(Enumerable.Repeat("x\n", sources)));
        string target = _folder.Write("b", string.Concat(Enumerable.Repeat("y\n", targets)));
        CorpusFormatException e = Assert.Throws<CorpusFormatException>(() => new ParallelCorpus(source, target).Read().Count());
        Assert.Equal((_folder[longer], 1201L), (e.FilePath, e.LineNumber));
        Assert.Contains($"({sources:N0} and {targets:N0} lines)", e.Message, StringComparison.Ordinal);
    }

    private static string Message(ICorpus corpus) =>
        Assert.Throws<CorpusFormatException>(() => corpus.Read().Count()).Message;

    private static byte[] Gzip(string text)
    {
        using MemoryStream result = new();
        using (GZipStream gzip = new(result, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return result.ToArray();
    }
}
