using Dragoman.Data;
using Dragoman.TestKit;

namespace Dragoman.Tests.Data;

public sealed class JoinedCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_TwoFiles_GoesOnWithTheSecond()
    {
        JoinedCorpus corpus = new(Corpus("one.tsv", "a\tb\n\nc\td\n"), Corpus("two.tsv", "e\tf\n\tg\n"));

        Assert.Equal([new("a", "b"), new("c", "d"), new("e", "f")], corpus.Read());
        Assert.Equal(5, corpus.ReadLines().Count());
        Assert.Equal($"{_folder["one.tsv"]} and {_folder["two.tsv"]}", corpus.Name);
    }

    public void Dispose() => _folder.Dispose();

    private TsvCorpus Corpus(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return new TsvCorpus(_folder[name]);
    }
}
