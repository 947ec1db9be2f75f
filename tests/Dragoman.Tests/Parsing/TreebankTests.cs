using System.IO.Compression;
using System.Text;
using Dragoman.Data;
using Dragoman.Parsing;
using Dragoman.TestKit;

namespace Dragoman.Tests.Parsing;

public sealed class TreebankTests : IDisposable
{
    private const string TwoTrees = "((S (NP (NN a))))\n\n(S\n  (NP (NN b))\n  (. .))\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_TreesOnOneOrManyLines_GivesThemInOrder()
    {
        Assert.Equal(["(S (NP (NN a)))", "(S (NP (NN b)) (. .))"], Read(_folder.Write("t.mrg", TwoTrees)));
    }

    [Fact]
    public void Read_Gzip_GivesTheSame()
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(TwoTrees));
        }

        Assert.Equal(2, Read(_folder.Write("t.gz", bytes.ToArray())).Length);
    }

    [Theory]
    [InlineData("(S (NN a))\n(S (NN b)\n(S (NN c))\n", ", line 2: the tree that starts here lacks 1 closing bracket.")]
    [InlineData("(S (NN a))\n(S\n  (NN b)))\n", ", line 3: there is a closing bracket too many.")]
    [InlineData("(S (NN a))\n\n(S (NN b)\n", ", line 3: the tree that starts here lacks 1 closing bracket.")]
    [InlineData("(S (NN a)) x\n", ", line 1: there is text after the tree: \"x\".")]
    [InlineData("\n \n", ": the file holds no tree; expected bracketed trees")]
    public void Read_NotTrees_NamesFileAndLine(string text, string problem)
    {
        string path = _folder.Write("t.mrg", text);
        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => Read(path));
        Assert.StartsWith(path + problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_SaysSo()
    {
        Assert.Throws<CorpusFormatException>(() => Read(_folder["none"]));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Read(string path) => [.. new Treebank(path).Read().Select(tree => tree.ToString())];
}
