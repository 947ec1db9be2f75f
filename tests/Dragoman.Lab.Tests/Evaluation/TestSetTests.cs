using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Lab.Evaluation;
using Dragoman.Metrics;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Text.Moses;

namespace Dragoman.Lab.Tests.Evaluation;

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
    public void Read_SideWithoutTokens_IsLeftOutAndSaid()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("test.tsv", "\nGo.\tVa !\n\u200b\tVide\nI lost.\t\u200b\nHi.\t \nHi.\tSalut.\n");

        foreach (bool isRaw in new[] { false, true })
        {
            TestSet test = TestSet.Read(new TsvCorpus(path), Words, isGrouped: false, isRaw);

            Assert.Equal(["Go.", "Hi."], test.Sources);
            Assert.Equal(4, test.BlankCount);
            Assert.Equal($"{path}: 4 pairs with a blank side are left out, as in training: line 1, 3, 4 and so on.", test.Note);
        }
    }

    [Fact]
    public void Read_WordsThatAModelJoinsByRules_AreComparedAsWritten()
    {
        TextOptions target = new(Lowercase: true) { Moses = new MosesOptions(Words: true) };
        MemoryCorpus corpus = new([new("I'm hungry", "J'ai faim  .")]);

        Assert.Equal("j'ai faim .", TestSet.Read(corpus, new DataOptions { Target = target }, isGrouped: false, isRaw: false).References[0][0]);
    }

    [Fact]
    public void Read_FullPairs_HasNoNote() => Assert.Null(TestSet.Read(Corpus, Words, isGrouped: false, isRaw: false).Note);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThrowIfUnfit_ReferenceThatIsNoTree_NamesFileAndLine(bool isGrouped)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("test.tsv", "\nhe runs\t(S (NP XX )NP (VP XX )VP )S\n\nhe runs\tno tree\n");
        TestSet test = TestSet.Read(new TsvCorpus(path), Preset.Find("grammar").Options.Data, isGrouped, isRaw: false);

        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => test.ThrowIfUnfit(new BleuMetric(), new BracketingMetric()));

        Assert.StartsWith($"{path}, line 4: bracketing cannot score here. The reference \"no tree\" is not a linearised tree", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThrowIfUnfit_CorpusWithoutLines_NamesThePair()
    {
        TestSet test = TestSet.Read(Corpus, Words, isGrouped: false, isRaw: false);

        Assert.Contains(", pair 1: bracketing", Assert.Throws<CorpusFormatException>(() => test.ThrowIfUnfit(new BracketingMetric())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Nothing_Throws() =>
        Assert.Throws<CorpusFormatException>(() => TestSet.Read(new MemoryCorpus([]), Words, isGrouped: false, isRaw: false));
}
