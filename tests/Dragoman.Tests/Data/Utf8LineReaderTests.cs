using System.IO.Compression;
using System.Text;
using Dragoman.Data;
using Dragoman.TestKit;

namespace Dragoman.Tests.Data;

public sealed class Utf8LineReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[]> ForeignFiles => new()
    {
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("the cat\n")] },
        { "UTF-16", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("the cat\n")] },
        { "UTF-16", Encoding.Unicode.GetBytes("the cat sleeps .\n") },
        { "UTF-16", Encoding.BigEndianUnicode.GetBytes("le chat dort déjà .\n") },
        { "UTF-32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("the cat\n")] },
        { "UTF-32", Encoding.UTF32.GetBytes("the cat sleeps .\n") },
        { "Windows-1252", Encoding.Latin1.GetBytes("l'été déjà passé\n") },
        { "older encoding", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, (byte)'\n'] }, // Russian in Windows-1251.
        { "cut off", [.. "le caf"u8, 0xC3] },
        { "zero byte", [.. "the c"u8, 0, .. "t\n"u8] },
        { "line 2", [.. Enumerable.Repeat((byte)'a', 600), (byte)'\n', (byte)'b', 0, (byte)'\n'] },
        { "zip", [.. "PK"u8, 3, 4, 20, 0, 0, 0] },
        { "xz", [0xFD, .. "7zXZ\0"u8, 0, 4] },
        { "bzip2", [.. "BZh91AY&SY"u8, 1, 2] },
        { "zstd", [0x28, 0xB5, 0x2F, 0xFD, 4, 0] },
        { "7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
        { "tar", Tar() },
        { "tar", Gzip(Tar()) },
        { "gzip", Gzip(Gzip("a\n"u8)) },
        { "PDF", [.. "%PDF-1.7\n"u8] },
        { "Parquet", [.. "PAR1"u8, 0x15, 4] },
        { "HTML", [.. "<!DOCTYPE html>\n"u8] },
        { "XML", [0xEF, 0xBB, 0xBF, .. "<?xml version=\"1.0\"?>\n"u8] },
        { "git lfs pull", [.. "version https://git-lfs.github.com/spec/v1\n"u8] },
        { "CR alone", [.. "the cat\rthe dog\r"u8] },
        { "CR alone", [.. "the cat\rthe dog\n"u8] },
        { "CR alone", [.. "the cat\rthe dog\r\n"u8] },
        { "CR alone", [.. "a\rb\rc\rd\ne\rf\n"u8] },
        { "CR alone", [.. "a\nb\rc\rd\re\rf"u8] },
        { "CR alone", Gzip("a\rb\rc\n"u8) },
        { "CR alone", Encoding.ASCII.GetBytes("the title\n" + string.Concat(Enumerable.Repeat("the cat\r", 5000))) },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void ReadLine_NoPlainText_NamesWhatItIs(string named, byte[] content)
    {
        string path = _folder.Write("text", content);
        AssertNamed(Utf8LineReader.Open(path), path);
        AssertNamed(Utf8LineReader.Open(new Trickle(content), path), path);

        void AssertNamed(Utf8LineReader reader, string file)
        {
            using (reader)
            {
                CorpusFormatException e = Assert.Throws<CorpusFormatException>(() => ReadAll(reader));
                Assert.Contains(named, e.Message, StringComparison.Ordinal);
                Assert.StartsWith(file, e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void ReadLine_GzipFromAPipe_IsUnpacked()
    {
        using Utf8LineReader reader = Utf8LineReader.Open(new Trickle([.. Gzip("a\nb"u8), .. Gzip("c\n"u8)]), "standard input");
        Assert.Equal(["a", "bc"], ReadAll(reader));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(30_000)]
    public void ReadLine_OtherBytesAfterGzip_AreNoticedUnlessZeros(int count)
    {
        byte[] content = [.. Enumerable.Range(0, 5 * count).Select(i => i % 7 == 6 ? (byte)'\n' : (byte)('a' + (i * i % 23)))];
        byte[] good = Gzip(content);
        byte[] second = Gzip("more\n"u8);
        foreach (byte[] after in new byte[][] { [.. "garbage\n"u8], [7], second[2..], [.. new byte[20], 1], [.. second, .. "x"u8] })
        {
            using Utf8LineReader reader = Utf8LineReader.Open(new MemoryStream([.. good, .. after]), "pairs.gz");
            Assert.Contains("damaged or cut short", Assert.Throws<CorpusFormatException>(() => ReadAll(reader)).Message, StringComparison.Ordinal);
        }

        foreach (byte[] after in new byte[][] { [], new byte[10], new byte[512], new byte[20_000], second, [.. second, .. new byte[100]] })
        {
            using Utf8LineReader reader = Utf8LineReader.Open(new MemoryStream([.. good, .. after]), "pairs.gz");
            Assert.True(ReadAll(reader).Count >= count / 2);
        }
    }

    [Theory]
    [InlineData("a\rb\nc\n", "a\rb", "c")] // A stray CR is white space inside the line.
    [InlineData("a\r\nb\r\n", "a", "b")]
    [InlineData("a\nb\rc", "a", "b\rc")]
    [InlineData("a\rb\rc\r\nd\r\n", "a\rb\rc", "d")]
    [InlineData("a\u2028b\u0085c\nd", "a\u2028b\u0085c", "d")]
    [InlineData("BZh\nPK", "BZh", "PK")]
    [InlineData("\uFEFFa\n\uFEFFb\uFEFF\n", "a", "b")]
    public void ReadLine_Text_EndsLinesAtLineFeedsOnly(string text, string first, string second)
    {
        using Utf8LineReader reader = Utf8LineReader.Open(_folder.Write("text", text));
        Assert.Equal([first, second], ReadAll(reader));
    }

    [Fact]
    public void ReadLine_ManyReturnsInsideOneOfManyLines_AreStray()
    {
        string odd = string.Join('\r', Enumerable.Repeat("a", 50));
        using Utf8LineReader reader = Utf8LineReader.Open(_folder.Write("text", odd + "\n" + string.Concat(Enumerable.Repeat("b\n", 50))));
        List<string> lines = ReadAll(reader);
        Assert.Equal((51, odd), (lines.Count, lines[0]));
    }

    [Fact]
    public void ReadLine_FirstOfManyLinesFromAPipe_IsReadWithoutWaitingForTheSecond()
    {
        using Utf8LineReader reader = Utf8LineReader.Open(new Trickle([.. "a\rb\n"u8]), "standard input");
        Assert.Equal("a\rb", reader.ReadLine());
        Assert.Contains("CR alone", Assert.Throws<CorpusFormatException>(reader.ReadLine).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadLine_ReturnsAloneWithALastLineFeed_AreFoundBeforeALineIsReadFromAFile()
    {
        using Utf8LineReader reader = Utf8LineReader.Open(_folder.Write("text", "the cat\rthe dog\n"));
        Assert.Contains("CR alone", Assert.Throws<CorpusFormatException>(reader.ReadLine).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadLine_OneLineWithoutEnd_MayEndInAReturn()
    {
        using Utf8LineReader reader = Utf8LineReader.Open(_folder.Write("text", "the cat\r"));
        Assert.Equal(["the cat"], ReadAll(reader));
    }

    private static List<string> ReadAll(Utf8LineReader reader)
    {
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static byte[] Tar()
    {
        byte[] header = new byte[1024];
        "corpus.txt"u8.CopyTo(header);
        "ustar"u8.CopyTo(header.AsSpan(257));
        return header;
    }

    private static byte[] Gzip(ReadOnlySpan<byte> content)
    {
        using MemoryStream result = new();
        using (GZipStream gzip = new(result, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return result.ToArray();
    }

    /// <summary>A pipe that gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 3)]);
    }
}
