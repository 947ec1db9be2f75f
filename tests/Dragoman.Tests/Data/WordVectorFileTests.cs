using System.IO.Compression;
using System.Text;
using Dragoman.Data;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Data;

public sealed class WordVectorFileTests : IDisposable
{
    private static readonly Vocabulary Words = new(["the", "cat", "東京", "to be"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("the 1 -2.5\ndog 0 0\n東京 1e-3 .5\n")]
    [InlineData("3 2\nthe 1 -2.5 \ndog 0 0 \n東京 1e-3 .5 \n")]
    [InlineData("the\t1\t-2.5\r\ndog\t0\t0\r\n東京\t1e-3\t.5")]
    [InlineData("the 1 -2.5\nat name@domain 3 4\nthe 7 7\n東京 0.001 0.5\n")]
    public void Read_EitherForm_GivesTheWordsOfTheVocabulary(string text)
    {
        (int Id, float[] Vector)[] vectors = [.. Read(text)];
        Assert.Equal([4, 6], vectors.Select(vector => vector.Id));
        Assert.Equal([1f, -2.5f], vectors[0].Vector);
        Assert.Equal([0.001f, 0.5f], vectors[1].Vector);
    }

    [Fact]
    public void Read_WordWithABlank_IsOneWord() => Assert.Equal([7], Read("to be 1 2\n").Select(vector => vector.Id));

    [Fact]
    public void Read_Gzip_IsRecognised()
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes("cat 1 2\n"));
        }

        Assert.Equal([1f, 2f], WordVectorFile.Read(_folder.Write("a.vec.gz", bytes.ToArray()), Words, 2).Single().Vector);
    }

    [Theory]
    [InlineData("the 1 2\ncat 1\n", ", line 2: expected vectors of 2 numbers, got 1. Set model.embedSize")]
    [InlineData("the 1 2\ndog 1 2 3\n", ", line 2: expected vectors of 2 numbers, got 3.")]
    [InlineData("5 3\nthe 1 2 3\n", ", line 1: expected vectors of 2 numbers, got 3.")]
    [InlineData("the 1 2\ncat 1 x2\n", ", line 2: \"x2\" is not a finite number.")]
    [InlineData("the 1 NaN\n", ", line 1: \"NaN\" is not a finite number.")]
    [InlineData("the 1 1e99\n", ", line 1: \"1e99\" is not a finite number.")]
    [InlineData("the 1 1,5\n", ", line 1: \"1,5\" is not a finite number.")]
    [InlineData(" 1 2\n", ", line 1: expected a word and 2 numbers, got no word.")]
    [InlineData("the 1 2\n\ncat 1 2\n", ", line 2: expected a word and 2 numbers, got no word.")]
    [InlineData("3 2\nthe 1 2\n", ": expected 3 word vectors, got 1. Was the file cut short?")]
    [InlineData("", ": expected some word vectors, got 0.")]
    public void Read_Damaged_SaysWhatAndWhere(string text, string message)
    {
        CorpusFormatException failure = Assert.Throws<CorpusFormatException>(() => Read(text).ToList());
        Assert.Contains("a.vec" + message, failure.Message, StringComparison.Ordinal);
    }

    private IEnumerable<(int Id, float[] Vector)> Read(string text) => WordVectorFile.Read(_folder.Write("a.vec", text), Words, width: 2);
}
