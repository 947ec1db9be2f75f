using System.Text;
using System.Text.Json;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Text.Moses;

namespace Dragoman.Tests.Text;

/// <summary>The rules of Moses against what its scripts made of a few sentences (Fixtures/make_moses_fixture.py).</summary>
public sealed class MosesTests : IDisposable
{
    private static readonly JsonElement Fixture = JsonElement.Parse(File.ReadAllText(Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "moses.json")));

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<TextLanguage, string> Languages { get; } = new()
    {
        { TextLanguage.En, "en" }, { TextLanguage.Fr, "fr" }, { TextLanguage.De, "de" }, { TextLanguage.Other, "xx" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Languages))]
    public void Words_OfALanguage_AreThoseOfTheTokenizer(TextLanguage language, string code)
    {
        Assert.Equal(Lines(code, "words").Select(OneSpace), Lines(code, "raw").Select(new MosesWords(language, splitsHyphens: false).Apply));
        Assert.Equal(Lines(code, "aggressive").Select(OneSpace), Lines(code, "raw").Select(new MosesWords(language, splitsHyphens: true).Apply));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Join_WordsOfALanguage_IsThatOfTheDetokenizer(TextLanguage language, string code)
    {
        Assert.Equal(Lines(code, "joined"), Lines(code, "words").Select(new MosesJoiner(language).Join));
        Assert.Equal(Lines(code, "aggressiveJoined"), Lines(code, "aggressive").Select(new MosesJoiner(language).Join));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Punctuation_OfALanguage_IsNormalisedAsByTheScript(TextLanguage language, string code) =>
        Assert.Equal(Lines(code, "punctuation"), Lines(code, "raw").Select(PunctuationNormalizer.Of(language).Apply));

    [Fact]
    public void Truecaser_LearntOfWords_IsThatOfTheScript()
    {
        Truecaser truecaser = Truecaser.Learn(Lines("truecase", "cased"));

        Assert.Equal(Lines("truecase", "model"), Written(truecaser).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(Lines("truecase", "truecased"), Lines("truecase", "cased").Select(truecaser.Apply));
        Assert.Equal(Lines("truecase", "detruecased"), Lines("truecase", "truecased").Select(Truecaser.Undo));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Locate_WordsOfCleanedText_StandInTheRawText(TextLanguage language, string code)
    {
        TextOptions options = new() { Moses = new MosesOptions(Words: true, language, SplitHyphens: true, NormalizePunctuation: true, Truecase: true) };
        TextModel model = TextModel.Learn(Lines(code, "raw"), options);
        foreach (string raw in Lines(code, "raw"))
        {
            IReadOnlyList<TextToken> tokens = model.Locate(raw);

            Assert.Equal(model.Tokenize(raw), tokens.Select(token => token.Text));
            int last = 0;
            foreach (TextToken token in tokens)
            {
                Assert.InRange(token.Start, last, raw.Length);
                Assert.InRange(token.Start + token.Length, token.Start, raw.Length);
                string written = raw.Substring(token.Start, token.Length);
                Assert.True(token.Text.All(char.IsLetterOrDigit) ? written.Equals(token.Text.Normalize(), StringComparison.OrdinalIgnoreCase) || written.Contains('\u0301', StringComparison.Ordinal) || written.Contains('\u0001', StringComparison.Ordinal) : written.Length > 0, $"{token} of {raw}");
                last = token.Start;
            }
        }
    }

    [Fact]
    public void Learn_WordsCaseAndPieces_AreKeptAndGiveTheTextBack()
    {
        string[] sentences = ["The cat didn't see the well-known dog.", "It's a dog, the cat said.", "We know it, the well-known cat is here!"];
        TextOptions options = new(Tokenizer: TokenizerKind.BytePair)
        {
            BytePair = new BytePairOptions(Merges: 20),
            Moses = new MosesOptions(Words: true, TextLanguage.En, SplitHyphens: true, Truecase: true),
        };

        TextModel learnt = TextModel.Learn(sentences, options);
        learnt.Save(_folder["source"]);
        TextModel loaded = TextModel.Load(_folder["source"], options);

        Assert.True(loaded.ReadsAs(learnt));
        Assert.Contains("the", File.ReadAllText(_folder["source.truecaser"]), StringComparison.Ordinal);
        Assert.StartsWith("th", learnt.Tokenize(sentences[0])[0], StringComparison.Ordinal);
        Assert.All(sentences, sentence => Assert.Equal(sentence, loaded.Decode(loaded.Encode(sentence))));
        Assert.Equal("known", string.Concat(learnt.Locate(sentences[0]).Where(token => token.Start is >= 28 and < 33).Select(token => sentences[0].Substring(token.Start, token.Length))));
    }

    [Theory]
    [InlineData("the\n", "line 1 is not a word with its counts")]
    [InlineData("the (5/6) The (x)\n", "line 1 is not a word with its counts")]
    [InlineData("the (5/6)\n\n", "line 2 is empty")]
    [InlineData("the (9223372036854775807/9223372036854775807) The (1)\n", "line 1 is not a word with its counts")]
    public void Load_DamagedTruecaser_SaysWhere(string file, string message)
    {
        TextOptions options = new() { Moses = new MosesOptions(Truecase: true) };
        TextModel.Learn(["The cat ."], options).Save(_folder["source"]);
        File.WriteAllText(_folder["source.truecaser"], file);

        Assert.Contains(message, Assert.Throws<VocabularyException>(() => TextModel.Load(_folder["source"], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutTruecaser_NamesTheFile()
    {
        TextOptions options = new() { Moses = new MosesOptions(Truecase: true) };
        TextModel.Learn(["The cat ."], options).Save(_folder["source"]);
        File.Delete(_folder["source.truecaser"]);

        Assert.Contains("source.truecaser: the truecaser's file does not exist", Assert.Throws<VocabularyException>(() => TextModel.Load(_folder["source"], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_CaseThatIsLearnt_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TextModel(new TextOptions { Moses = new MosesOptions(Truecase: true) }, new Vocabulary(["a"])));

    [Fact]
    public void Validate_PunctuationPartedTwice_IsAProblem() =>
        Assert.Contains("set one of them to false", Assert.Single((TextOptions.D2l with { Moses = new MosesOptions(Words: true) }).Validate("data.source")), StringComparison.Ordinal);

    [Fact]
    public void Words_VeryLongText_TakeNoLongerThanTheyShould()
    {
        string text = string.Concat(Enumerable.Repeat("it's a,b-c. \"x\" ... ", 50_000));
        TextModel model = TextModel.Learn([text], new TextOptions { Moses = new MosesOptions(Words: true, TextLanguage.En, SplitHyphens: true, NormalizePunctuation: true, Truecase: true) });

        Assert.Equal(model.Tokenize(text).Length, model.Locate(text).Count);
    }

    private static string Written(Truecaser truecaser)
    {
        using MemoryStream stream = new();
        TruecaserFile.Write(truecaser, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string OneSpace(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Lines(string group, string name) => [.. Fixture.GetProperty(group).GetProperty(name).EnumerateArray().Select(line => line.GetString()!)];
}
