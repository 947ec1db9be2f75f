using System.Text.Json;
using Dragoman.Options;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Text.SentencePieces;

namespace Dragoman.Tests.Text;

/// <summary>Models of SentencePiece against what it makes of sentences itself (Fixtures/make_sentence_piece_fixture.py).</summary>
public sealed class SentencePieceTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "sentence-piece");
    private static readonly JsonElement Fixture = JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, "outcome.json")));
    private static readonly string[] Sentences = [.. Strings(Fixture.GetProperty("sentences"))];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Models { get; } = ["unigram", "bpe", "restricted"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void Tokenize_AnyText_CutsAsSentencePieceDoes(string name)
    {
        SentencePieceTokenizer tokenizer = Load(name);

        Assert.All(Sentences.Zip(Pieces(name)), pair => Assert.Equal(pair.Second, tokenizer.Tokenize(pair.First)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Detokenize_Pieces_JoinsAsSentencePieceDoes(string name)
    {
        SentencePieceTokenizer tokenizer = Load(name);

        Assert.All(Pieces(name).Zip(Strings(Fixture.GetProperty(name).GetProperty("text"))), pair => Assert.Equal(pair.Second, tokenizer.Detokenize(pair.First)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Locate_AnyText_GivesPlacesInOrderWithoutOverlap(string name)
    {
        SentencePieceTokenizer tokenizer = Load(name);
        foreach (string sentence in Sentences)
        {
            IReadOnlyList<Range> places = tokenizer.Locate(sentence);

            Assert.Equal(tokenizer.Tokenize(sentence).Count, places.Count);
            int last = 0;
            foreach ((int start, int length) in places.Select(place => place.GetOffsetAndLength(sentence.Length)))
            {
                Assert.True(start >= last);
                last = start + length;
            }
        }
    }

    [Fact]
    public void Locate_Pieces_AreTheUsersOwnWords()
    {
        const string text = "  lamisol\u3000½ \U0001F600la";

        SentencePieceTokenizer tokenizer = Load("unigram");
        (string Token, string Text)[] tokens = [.. tokenizer.Tokenize(text).Zip(tokenizer.Locate(text).Select(place => text[place]))];

        Assert.Equal("lamisol½\U0001F600la", string.Concat(tokens.Select(token => token.Text)).Replace("\u3000", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal([("<0xF0>", "\U0001F600"), ("<0x9F>", ""), ("<0x98>", ""), ("<0x80>", "")], tokens.SkipWhile(token => token.Token != "<0xF0>").Take(4));
    }

    [Fact]
    public void Tokenize_LineBreaksAndHalfCharacters_GivesTokensThatAVocabularyTakes()
    {
        foreach (string name in new[] { "unigram", "bpe", "restricted" })
        {
            SentencePieceTokenizer tokenizer = Load(name);
            Assert.All(tokenizer.Tokenize("la\r\nle\u2028\uD800do\uDC00 \n"), token => Assert.Null(Vocabulary.Fault(token)));
            Assert.Equal(tokenizer.Tokenize("la  le"), tokenizer.Tokenize("la\r\nle"));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tokenize_VeryLongText_TakesNoLongerThanItShould(string name)
    {
        SentencePieceTokenizer tokenizer = Load(name);
        string text = new('a', 500_000);

        Assert.Equal(text, tokenizer.Detokenize(tokenizer.Tokenize(text)));
        Assert.NotEmpty(tokenizer.Tokenize(string.Concat(Enumerable.Repeat("lamisol ½漢 \U0001F600", 30_000))));
    }

    [Fact]
    public void Learn_ModelOfSentencePiece_IsKeptAndReadAgain()
    {
        string path = _folder["mine.model"];
        File.Copy(Path.Combine(Folder, "unigram.model"), path);
        TextOptions options = new(Tokenizer: TokenizerKind.SentencePiece) { SentencePiece = new SentencePieceOptions(path) };
        string[] sentences = ["lamisol la.", "famire do \U0001F600"];

        TextModel learnt = TextModel.Learn(sentences, options);
        learnt.Save(_folder["source"]);
        File.Delete(path);
        TextModel loaded = TextModel.Load(_folder["source"], options);

        Assert.True(loaded.ReadsAs(learnt));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "unigram.model")), File.ReadAllBytes(_folder["source.tokenizer"]));
        Assert.All(sentences, sentence => Assert.Equal(sentence, loaded.Decode(loaded.Encode(sentence))));
        Assert.Contains("there is no such file", Assert.Throws<ConfigurationException>(() => TextModel.Learn(sentences, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_NoModel_IsAProblem() => Assert.Contains(
        "data.source.sentencePiece.model is empty", Assert.Single(new TextOptions(Tokenizer: TokenizerKind.SentencePiece).Validate("data.source")), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "not exactly one piece for what is unknown")]
    [InlineData("0A", "a number has no end")]
    [InlineData("0A05", "field 1 is 5 bytes long, and 0 are left")]
    [InlineData("0B", "wire type of 3")]
    [InlineData("0A00", "piece 0 is empty")]
    [InlineData("12021803", "kind word")]
    [InlineData("1203C00101", "treat_whitespace_as_suffix")]
    [InlineData("1A022800", "escape_whitespaces")]
    [InlineData("1A051203000000", "precompiled_charsmap")]
    [InlineData("1A0612040400000000", "precompiled_charsmap")]
    [InlineData("2A03120161", "denormalizer")]
    [InlineData("0A030A01FF", "not UTF-8")]
    public void Read_DamagedOrOtherFile_SaysWhatIsWrong(string hex, string message)
    {
        byte[] file = Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex + "0");

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SentencePieceModel.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DamagedAnywhere_WorksOrSaysSo()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Folder, "unigram.model"));
        Random random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] file = whole[..(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int change = 0; change < 4 && file.Length > 0; change++)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            try
            {
                SentencePieceTokenizer tokenizer = new(SentencePieceModel.Read(file));
                Assert.Equal(tokenizer.Tokenize(Sentences[8]).Count, tokenizer.Locate(Sentences[8]).Count);
            }
            catch (InvalidDataException)
            {
                // What the reader of a folder tells the user.
            }
        }
    }

    private static SentencePieceTokenizer Load(string name) => new(SentencePieceModel.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".model"))));

    private static IEnumerable<string[]> Pieces(string name) =>
        Fixture.GetProperty(name).GetProperty("pieces").EnumerateArray().Select(line => Strings(line).ToArray());

    private static IEnumerable<string> Strings(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);
}
