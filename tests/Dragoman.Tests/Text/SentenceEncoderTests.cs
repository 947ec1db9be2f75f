using Dragoman.Text;

namespace Dragoman.Tests.Text;

public sealed class SentenceEncoderTests
{
    private static readonly SentenceEncoder Encoder = new(TextOptions.D2l, new Vocabulary(["go", "on", "."]));

    [Fact]
    public void Encode_RawSentence_GivesIdsWithoutSpecials()
    {
        Assert.Equal(["go", "away", "."], Encoder.Tokenize(" Go\u202Faway."));
        Assert.Equal([4, Vocabulary.UnkId, 6], Encoder.Encode(" Go\u202Faway."));
        Assert.Empty(Encoder.Encode(" \u200B "));
    }

    [Fact]
    public void Encode_TextThatLooksLikeASpecialToken_IsUnknown() =>
        Assert.Equal([4, Vocabulary.UnkId, Vocabulary.UnkId, 5], Encoder.Encode("go <eos> <pad> on"));

    [Fact]
    public void Decode_Ids_StopsAtEosAndLeavesOutPadAndBos() =>
        Assert.Equal("go <unk> .", Encoder.Decode([Vocabulary.BosId, 4, Vocabulary.PadId, 1, 6, Vocabulary.EosId, 5]));

    [Fact]
    public void Decode_IdOutsideTheVocabulary_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Encoder.Decode([7]));

    [Fact]
    public void Decode_CharactersOfKnownText_RestoresIt()
    {
        string[] sentences = ["the cat", "a \U0001F600 hat"];
        SentenceEncoder encoder = SentenceEncoder.Learn(sentences, new TextOptions(Tokenizer: TokenizerKind.Character));
        Assert.All(sentences, sentence => Assert.Equal(sentence, encoder.Decode(encoder.Encode(sentence))));
    }

    [Fact]
    public void Learn_Sentences_CountsNormalisedTokens()
    {
        SentenceEncoder encoder =
            SentenceEncoder.Learn(["Go.", "Go on!", "Stop."], TextOptions.D2l, new VocabularyOptions(MinimumFrequency: 2));
        Assert.Equal([".", "go"], encoder.Vocabulary.Tokens.Skip(Vocabulary.SpecialCount));
    }
}
