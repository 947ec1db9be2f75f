using System.Text;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Text;

public sealed class VocabularyTests
{
    private const string Specials = "<pad>\n<unk>\n<bos>\n<eos>\n";

    [Fact]
    public void Ids_SpecialTokens_AreTheConstants()
    {
        Vocabulary vocabulary = new(["a", "b"]);
        Assert.Equal(["<pad>", "<unk>", "<bos>", "<eos>", "a", "b"], vocabulary.Tokens);
        Assert.Equal(Vocabulary.PadId, vocabulary.IdOf(Vocabulary.PadToken));
        Assert.Equal(Vocabulary.UnkId, vocabulary.IdOf(Vocabulary.UnkToken));
        Assert.Equal(Vocabulary.BosId, vocabulary.IdOf(Vocabulary.BosToken));
        Assert.Equal(Vocabulary.EosId, vocabulary.IdOf(Vocabulary.EosToken));
        Assert.Equal(6, vocabulary.Count);
    }

    [Fact]
    public void IdOf_UnknownToken_IsUnk()
    {
        Vocabulary vocabulary = new(["a"]);
        Assert.Equal(4, vocabulary.IdOf("a"));
        Assert.Equal(Vocabulary.UnkId, vocabulary.IdOf("A"));
        Assert.True(vocabulary.Contains("a"));
        Assert.False(vocabulary.Contains("A"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void TokenOf_OutsideTheVocabulary_Throws(int id) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Vocabulary(["a"]).TokenOf(id));

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\r")]
    [InlineData("a\0b")]
    [InlineData("<eos>")]
    [InlineData("twice")]
    public void Constructor_ImpossibleToken_Throws(string token) =>
        Assert.Throws<ArgumentException>(() => new Vocabulary(["twice", token]));

    [Fact]
    public void Constructor_UnpairedSurrogate_Throws()
    {
        Assert.Throws<ArgumentException>(() => new Vocabulary(["\uD800"]));
        Assert.Throws<ArgumentException>(() => new Vocabulary(["\uFFFD\uDC00"]));
        Assert.Equal(5, new Vocabulary(["\uFFFD"]).Count);
    }

    [Fact]
    public void Build_Counts_OrdersByCountThenByCodeUnits()
    {
        VocabularyBuilder builder = new VocabularyBuilder().Add(["b", "a", "é", "Z", "c", "c", "<eos>", "<eos>", "<eos>"]);
        Assert.Equal(["c", "Z", "a", "b", "é"], builder.Build().Tokens.Skip(Vocabulary.SpecialCount));
    }

    [Fact]
    public void Build_OtherOrderOfSentences_GivesTheSameVocabulary()
    {
        string[] tokens = ["b", "a", "b", "c", "d", "d"];
        Assert.Equal(new VocabularyBuilder().Add(tokens).Build().Tokens, new VocabularyBuilder().Add(tokens.Reverse()).Build().Tokens);
    }

    [Fact]
    public void Build_Limits_DropTheRarest()
    {
        VocabularyBuilder builder = new VocabularyBuilder().Add(["a", "a", "a", "b", "b", "c", "c", "d"]);
        Assert.Equal(["a", "b", "c"], builder.Build(new VocabularyOptions(MinimumFrequency: 2)).Tokens.Skip(4));
        Assert.Equal(["a", "b"], builder.Build(new VocabularyOptions(MaximumSize: 6)).Tokens.Skip(4));
        Assert.Throws<ArgumentException>(() => builder.Build(new VocabularyOptions(MinimumFrequency: 0)));
        Assert.Throws<ArgumentException>(() => builder.Build(new VocabularyOptions(MaximumSize: 4)));
    }

    [Fact]
    public void Load_SavedVocabulary_HasTheSameTokens()
    {
        using TemporaryFolder folder = new();
        Vocabulary saved = new(["été", " ", "a b", "\u2581", "\u2028", "\U0001F600", "\uFEFF", "#"]);
        saved.Save(folder["vocab.txt"]);
        saved.Save(folder["vocab.txt"]);
        Assert.Equal(saved.Tokens, Vocabulary.Load(folder["vocab.txt"]).Tokens);
        Assert.Equal(
            Specials + "été\n \na b\n\u2581\n\u2028\n\U0001F600\n\uFEFF\n#\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(folder["vocab.txt"])));
    }

    [Fact]
    public void Load_EditedOnAnotherSystem_IsAccepted()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("vocab.txt", "\uFEFF" + Specials.ReplaceLineEndings("\r\n") + "a\r\nb");
        Assert.Equal(["a", "b"], Vocabulary.Load(path).Tokens.Skip(4));
    }

    [Theory]
    [InlineData("", null, "special tokens")]
    [InlineData("<pad>\n<unk>\n", null, "special tokens")]
    [InlineData("<pad>\n<bos>\n<unk>\n<eos>\n", 2, "expected the special token <unk>, got \"<bos>\"")]
    [InlineData("a\nb\nc\nd\n", 1, "expected the special token <pad>")]
    [InlineData("<pad>\r<unk>\r<bos>\r<eos>\ra\r", null, "its lines end in CR alone")]
    [InlineData("<pad>\r<unk>\r<bos>\r<eos>\ra\n", null, "its lines end in CR alone")]
    [InlineData(Specials + "a\nb\na\n", 7, "\"a\" stands already in line 5")]
    [InlineData(Specials + "<eos>\n", 5, "stands already in line 4")]
    [InlineData(Specials + "a\n\nb\n", 6, "is empty")]
    public void Load_BadFile_SaysWhatAndWhere(string text, int? lineNumber, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("vocab.txt", text);
        VocabularyException e = Assert.Throws<VocabularyException>(() => Vocabulary.Load(path));
        Assert.Equal((path, lineNumber), (e.FilePath, e.LineNumber));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_InvalidUtf8_SaysTheLine()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("vocab.txt", [.. Encoding.UTF8.GetBytes(Specials + "a\nb"), 0xE9, (byte)'\n']);
        VocabularyException e = Assert.Throws<VocabularyException>(() => Vocabulary.Load(path));
        Assert.Equal(6, e.LineNumber);
        Assert.Contains("invalid UTF-8 at byte 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFileOrFolder_Throws()
    {
        using TemporaryFolder folder = new();
        Assert.Throws<VocabularyException>(() => Vocabulary.Load(folder["missing.txt"]));
        Assert.Throws<VocabularyException>(() => Vocabulary.Load(folder["no/such/folder.txt"]));
        Assert.Throws<VocabularyException>(() => Vocabulary.Load(folder["."]));
    }
}
