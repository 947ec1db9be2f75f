using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Evaluation;

namespace Dragoman.Tests.Evaluation;

public sealed class TestSetTests
{
    private static readonly DataOptions Words = Preset.Find("default").Options.Data;

    private static readonly MemoryCorpus Corpus = new([new("Go.", "Va !"), new("I lost.", "J'ai perdu."), new("go .", "Vas-y.")]);

    [Fact]
    public void Read_Pairs_CleansReferencesAndKeepsSources()
    {
        TestSet test = TestSet.Read(Corpus, Words, isGrouped: false, isRaw: false);

        Assert.Equal(["Go.", "I lost.", "go ."], test.Sources);
        Assert.Equal(["va !", "j'ai perdu .", "vas-y ."], Assert.Single(test.References));
    }

    [Fact]
    public void Read_Grouped_GathersReferencesOfTheSameSentence()
    {
        TestSet test = TestSet.Read(Corpus, Words, isGrouped: true, isRaw: true);

        Assert.Equal(["Go.", "I lost."], test.Sources);
        Assert.Equal(["Va !", "J'ai perdu."], test.References[0]);
        Assert.Equal(["Vas-y.", ""], test.References[1]);
    }

    [Fact]
    public void Read_Nothing_Throws() =>
        Assert.Throws<CorpusFormatException>(() => TestSet.Read(new MemoryCorpus([]), Words, isGrouped: false, isRaw: false));
}
