using System.Text;
using System.Text.Json;
using Dragoman.Numerics.Random;
using Dragoman.Options;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Text;

/// <summary>Byte-pair encoding against what subword-nmt has learnt and cut (Fixtures/make_byte_pair_fixture.py).</summary>
public sealed class BytePairTests : IDisposable
{
    private static readonly JsonElement Fixture = JsonElement.Parse(File.ReadAllText(Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "byte-pair.json")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(150)]
    [InlineData(400)]
    public void Learn_AnyNumber_IsAsSubwordNmtLearns(int merges)
    {
        BytePairCodes codes = BytePairLearner.Learn(Lines("learnt"), new BytePairOptions(merges));

        Assert.Equal(Codes(merges), Written(codes));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(150)]
    [InlineData(400)]
    public void Tokenize_UnseenText_IsAsSubwordNmtCuts(int merges)
    {
        BytePairTokenizer tokenizer = new(Read(Codes(merges)));

        Assert.Equal(Lines("pieces", $"{merges}"), Cut(tokenizer));
        Assert.Equal(Lines("pieces", $"{merges}"), Cut(tokenizer)); // Now from memory.
    }

    [Theory]
    [InlineData(10)]
    [InlineData(150)]
    [InlineData(400)]
    public void Cut_WordsTakenForLong_GivesThePiecesOfShortOnes(int merges)
    {
        BytePairMerger merger = new(Read(Codes(merges)), few: 0);

        Assert.Equal(
            Lines("pieces", $"{merges}"),
            Lines("unseen").Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(merger.Cut))));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(150)]
    [InlineData(400)]
    public void CutAtRandom_NothingPassedOver_GivesThePiecesOfOldAndWithAllPassedOverCharacters(int merges)
    {
        BytePairMerger merger = new(Read(Codes(merges)));
        RandomStream random = new(1);
        Assert.All(Lines("unseen").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), word =>
        {
            Assert.Equal(merger.Cut(word), merger.CutAtRandom(word, 0f, random));
            Assert.Equal(word.EnumerateRunes().Count(), merger.CutAtRandom(word, 1f, random).Length);
        });
    }

    [Fact]
    public void CutAtRandom_OnePair_IsPassedOverAsOftenAsAsked()
    {
        BytePairMerger merger = new(Read("#version: 0.2\na b</w>\n"));
        RandomStream random = new(3);

        int cut = Enumerable.Range(0, 10_000).Count(_ => merger.CutAtRandom("ab", 0.3f, random).Length == 2);

        Assert.InRange(cut, 2_850, 3_150); // 3.3 standard deviations
    }

    [Fact]
    public void CutAtRandom_TwoPairs_IsMergedInEitherOrder()
    {
        // Passed over with probability p, "a b" comes again after "b c</w>", when it is no pair any more: abc = p² all apart, ab|c and a|bc share the rest.
        BytePairMerger merger = new(Read("#version: 0.2\na b\nb c</w>\n"));
        RandomStream random = new(5);

        ILookup<string, int> cuts = Enumerable.Range(0, 10_000).ToLookup(_ => string.Join(' ', merger.CutAtRandom("abc", 0.4f, random)), i => i);

        Assert.InRange(cuts["ab@@ c"].Count(), 5_840, 6_160); // 1 − p
        Assert.InRange(cuts["a@@ bc"].Count(), 2_250, 2_550); // p (1 − p)
        Assert.InRange(cuts["a@@ b@@ c"].Count(), 1_480, 1_720); // p²
    }

    [Fact]
    public void TokenizeAtRandom_AnyKey_GivesPiecesOfTheSameWordsAndTheSameTwice()
    {
        BytePairTokenizer tokenizer = new(Read(Codes(400)));
        string line = string.Join(' ', Lines("learnt"));

        IReadOnlyList<string> first = tokenizer.TokenizeAtRandom(line, 0.1f, key: 1);
        IReadOnlyList<string> second = tokenizer.TokenizeAtRandom(line, 0.1f, key: 2);

        Assert.Equal(first, tokenizer.TokenizeAtRandom(line, 0.1f, key: 1));
        Assert.NotEqual(first, second);
        Assert.All([first, second], pieces => Assert.Equal(tokenizer.Detokenize(tokenizer.Tokenize(line)), tokenizer.Detokenize(pieces)));
    }

    [Fact]
    public void Restrict_RarePieces_AreTakenApartAsSubwordNmtDoes()
    {
        BytePairTokenizer whole = new(Read(Codes(400)));

        BytePairTokenizer restricted = whole.Restrict(Lines("learnt"), Fixture.GetProperty("threshold").GetInt32());

        Assert.Equal(Lines("restricted"), Cut(restricted));
        using MemoryStream written = new();
        restricted.Write(written);
        written.Position = 0;
        Assert.Equal(Lines("restricted"), Cut(new BytePairTokenizer(BytePairCodes.Read(written))));
    }

    [Fact]
    public void Tokenize_CodesOfTheFirstVersion_AreUnderstood() =>
        Assert.Equal(Lines("oldPieces"), Cut(new BytePairTokenizer(Read(Fixture.GetProperty("oldCodes").GetString()!))));

    [Fact]
    public void Locate_EachPiece_IsWhatItWasMadeOf()
    {
        BytePairTokenizer tokenizer = new(Read(Codes(150)));
        foreach (string line in Lines("unseen"))
        {
            IReadOnlyList<string> pieces = tokenizer.Tokenize(line);
            IReadOnlyList<Range> places = tokenizer.Locate(line);

            Assert.Equal(pieces.Select((piece, i) => piece == line[places[i]] ? piece : $"{line[places[i]]}@@"), pieces);
            Assert.Equal(string.Concat(line.Where(c => c != ' ')), string.Concat(places.Select(place => line[place])));
        }
    }

    [Fact]
    public void Detokenize_Pieces_GiveTheWordsBack()
    {
        BytePairTokenizer tokenizer = new(Read(Codes(150)));

        Assert.All(
            Lines("unseen").Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(line => !line.Contains("@@ ", StringComparison.Ordinal) && !line.EndsWith("@@", StringComparison.Ordinal)),
            line => Assert.Equal(line, tokenizer.Detokenize(tokenizer.Tokenize(line))));
        Assert.Equal("lo", tokenizer.Detokenize(["lo@@"])); // A search that ran into its limit ends within a word.
    }

    [Fact]
    public void Tokenize_VeryLongWord_TakesNoLongerThanItShould()
    {
        BytePairTokenizer tokenizer = new(Read(Codes(400)));
        string word = new('a', 1_000_000);

        Assert.Equal(word, tokenizer.Detokenize(tokenizer.Tokenize(word)));
    }

    [Fact]
    public void Learn_ModelOfText_IsKeptAndReadAgain()
    {
        TextOptions options = new(Tokenizer: TokenizerKind.BytePair) { BytePair = new BytePairOptions(Merges: 100, Threshold: 4) };

        TextModel learned = TextModel.Learn(Lines("learnt"), options);
        learned.Save(_folder["source"]);
        TextModel loaded = TextModel.Load(_folder["source"], options);

        Assert.All(Lines("unseen"), line => Assert.Equal(learned.Encode(line), loaded.Encode(line)));
    }

    [Fact]
    public void Read_ByteOrderMark_IsNoneOfTheMerges()
    {
        BytePairCodes codes = Read("\uFEFF#version: 0.2\na b</w>\n");

        Assert.False(codes.EndsApart);
        Assert.Equal([("a", "b</w>")], codes.Merges);
    }

    [Theory]
    [InlineData("#version: 9\n", "line is \"#version: 9\"")]
    [InlineData("#version: 0.2\na b\nabc\n", "line 3 is no merge")]
    [InlineData("#version: 0.2\na  b\n", "line 2 is no merge")]
    [InlineData("#version: 0.2\na b\n#pieces\n\n", "line 4 is empty")]
    public void Load_DamagedFile_SaysWhere(string file, string message)
    {
        TextOptions options = new(Tokenizer: TokenizerKind.BytePair);
        TextModel.Learn(Lines("learnt"), options).Save(_folder["source"]);
        File.WriteAllText(_folder["source.tokenizer"], file);

        VocabularyException error = Assert.Throws<VocabularyException>(() => TextModel.Load(_folder["source"], options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_ForeignCodes_AreTaken()
    {
        File.WriteAllText(_folder["codes"], Codes(150));
        TextOptions options = new(Tokenizer: TokenizerKind.BytePair) { BytePair = new BytePairOptions(Codes: _folder["codes"]) };

        Assert.Equal(Lines("pieces", "150"), Lines("unseen").Select(line => string.Join(' ', TextModel.Learn(Lines("learnt"), options).Tokenize(line))));
        TextOptions absent = options with { BytePair = new BytePairOptions(Codes: _folder["none"]) };
        Assert.Contains("there is no such file", Assert.Throws<ConfigurationException>(() => TextModel.Learn(["a"], absent)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0], "it is empty")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "it is compressed with gzip")]
    public void Learn_ForeignCodesThatAreNone_SaysWhy(byte[] content, string message)
    {
        File.WriteAllBytes(_folder["codes"], content);
        TextOptions options = new(Tokenizer: TokenizerKind.BytePair) { BytePair = new BytePairOptions(Codes: _folder["codes"]) };

        Assert.Contains(message, Assert.Throws<ConfigurationException>(() => TextModel.Learn(["a"], options)).Message, StringComparison.Ordinal);
    }

    private static string Codes(int merges) => Fixture.GetProperty("codes").GetProperty($"{merges}").GetString()!;

    private static string[] Lines(params string[] path) =>
        [.. path.Aggregate(Fixture, (element, name) => element.GetProperty(name)).EnumerateArray().Select(line => line.GetString()!)];

    private static BytePairCodes Read(string codes) => BytePairCodes.Read(new MemoryStream(Encoding.UTF8.GetBytes(codes)));

    private static string Written(BytePairCodes codes)
    {
        using MemoryStream stream = new();
        codes.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IEnumerable<string> Cut(BytePairTokenizer tokenizer) => Lines("unseen").Select(line => string.Join(' ', tokenizer.Tokenize(line)));
}
