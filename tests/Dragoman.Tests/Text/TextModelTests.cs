using Dragoman.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Text;

public sealed class TextModelTests
{
    private static readonly TextModel Model = new(TextOptions.D2l, new Vocabulary(["go", "on", "."]));

    [Fact]
    public void Encode_RawSentence_GivesIdsWithoutSpecials()
    {
        Assert.Equal(["go", "away", "."], Model.Tokenize(" Go\u202Faway."));
        Assert.Equal([4, Vocabulary.UnkId, 6], Model.Encode(" Go\u202Faway."));
        Assert.Empty(Model.Encode(" \u200B "));
    }

    [Fact]
    public void Encode_TextThatLooksLikeASpecialToken_IsUnknown() =>
        Assert.Equal([4, Vocabulary.UnkId, Vocabulary.UnkId, 5], Model.Encode("go <eos> <pad> on"));

    [Fact]
    public void Decode_Ids_StopsAtEosAndLeavesOutPadAndBos() =>
        Assert.Equal("go <unk> .", Model.Decode([Vocabulary.BosId, 4, Vocabulary.PadId, 1, 6, Vocabulary.EosId, 5]));

    [Fact]
    public void Decode_IdOutsideTheVocabulary_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Decode([7]));

    [Fact]
    public void Decode_CharactersOfKnownText_RestoresIt()
    {
        string[] sentences = ["the cat", "a \U0001F600 hat"];
        TextModel model = TextModel.Learn(sentences, new TextOptions(Tokenizer: TokenizerKind.Character));
        Assert.All(sentences, sentence => Assert.Equal(sentence, model.Decode(model.Encode(sentence))));
    }

    [Fact]
    public void Learn_Sentences_CountsNormalisedTokens()
    {
        TextModel model =
            TextModel.Learn(["Go.", "Go on!", "Stop."], TextOptions.D2l, new VocabularyOptions(MinimumFrequency: 2));
        Assert.Equal([".", "go"], model.Vocabulary.Tokens.Skip(Vocabulary.SpecialCount));
    }

    [Fact]
    public void New_UnknownKind_IsRefusedWithTheChoices()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => new TextModel(new TextOptions(Tokenizer: (TokenizerKind)7), new Vocabulary(["a"])));
        Assert.Contains("Word, Character", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_KindThatLearns_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TextModel(new TextOptions(Tokenizer: TokenizerKind.Custom), new Vocabulary(["a"])));

    [Theory]
    [InlineData("Go away.", "Go|away|.")]
    [InlineData("  Go\u202Faway\u00A0!  ", "Go|away|!")]
    [InlineData("E\u0301cole\u200B, I\u0307ci", "E\u0301cole|,|I\u0307ci")]
    [InlineData("a\u00AD\u0301b  c..", "a\u00AD\u0301b|c|.|.")]
    [InlineData("\u1112\u1161\u11AB\uAE00 \U0001F600", "\u1112\u1161\u11AB\uAE00|\U0001F600")]
    [InlineData(" \u200B ", "")]
    public void Locate_RawSentence_FindsTheUsersOwnWords(string text, string expected)
    {
        IReadOnlyList<TextToken> tokens = Model.Locate(text);

        Assert.Equal(Model.Tokenize(text), tokens.Select(token => token.Text));
        Assert.Equal(expected, string.Join('|', tokens.Select(token => text.Substring(token.Start, token.Length))));
    }

    [Theory]
    [InlineData(TokenizerKind.Word)]
    [InlineData(TokenizerKind.Character)]
    public void Locate_AnyText_GivesTheTokensInOrderAndInside(TokenizerKind kind)
    {
        TextModel model = new(TextOptions.D2l with { Tokenizer = kind }, new Vocabulary(["a"]));
        Prop.ForAll(RandomText.Awkward, text =>
        {
            IReadOnlyList<TextToken> tokens = model.Locate(text);
            return tokens.Select(token => token.Text).SequenceEqual(model.Tokenize(text)) &&
                tokens.All(token => token.Start >= 0 && token.Length >= 0 && token.Start + token.Length <= text.Length) &&
                tokens.Zip(tokens.Skip(1)).All(pair => pair.First.Start <= pair.Second.Start);
        }).Check(RandomText.Checks);
    }
}
