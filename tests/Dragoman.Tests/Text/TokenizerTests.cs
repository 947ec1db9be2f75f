using Dragoman.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Text;

public sealed class TokenizerTests
{
    private static readonly WordTokenizer Words = new();
    private static readonly CharacterTokenizer Characters = new();
    private static readonly GraphemeTokenizer Graphemes = new();

    [Fact]
    public void Tokenize_WordsWithAnyBlanks_SplitsAtRunsOfThem() =>
        Assert.Equal(["go", "on", "now", "."], Words.Tokenize("  go \t on\u00A0now\r\n. "));

    [Fact]
    public void Tokenize_WhiteSpaceOfAnyKind_PartsWords()
    {
        foreach (char space in WhiteSpaceTests.All)
        {
            Assert.Equal(["the", "cat"], Words.Tokenize($"{space}the{space}{space}cat{space}"));
        }
    }

    [Theory]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", 1)] // Persian, with a non-joiner inside.
    [InlineData("\U0001F468\u200D\U0001F469", 1)] // An emoji of two.
    [InlineData("a \u200D b", 2)]
    [InlineData("\u200B \uFEFF", 0)]
    public void Tokenize_InvisibleMarks_AreNoWordsOfTheirOwn(string text, int count)
    {
        Assert.Equal(count, Words.Tokenize(text).Count);
        Assert.Equal(count, WordCount.Of(text));
    }

    [Fact]
    public void Tokenize_Blank_HasNoWords()
    {
        Assert.Empty(Words.Tokenize(""));
        Assert.Empty(Words.Tokenize(" \t "));
        Assert.Empty(Characters.Tokenize(""));
    }

    [Fact]
    public void Tokenize_Characters_KeepsPairsWholeAndBlanksVisible() =>
        Assert.Equal(["a", "\u2581", "\U0001F600", "é"], Characters.Tokenize("a \U0001F600é"));

    [Fact]
    public void Tokenize_UnpairedSurrogate_BecomesTheReplacementCharacter() =>
        Assert.Equal(["a", "\uFFFD"], Characters.Tokenize("a\uD800"));

    [Fact]
    public void Detokenize_Characters_RestoresTheText() =>
        Prop.ForAll(RandomText.WithPlainBlanks, text => Characters.Detokenize(Characters.Tokenize(text)) == text)
            .Check(RandomText.Checks);

    [Fact]
    public void Detokenize_WordsOfNormalisedText_RestoresTheText()
    {
        TextNormalizer normalizer = new(TextOptions.D2l);
        Prop.ForAll(
            RandomText.WithPlainBlanks,
            text => Words.Detokenize(Words.Tokenize(normalizer.Normalize(text))) == normalizer.Normalize(text))
            .Check(RandomText.Checks);
    }

    [Fact]
    public void Tokenize_AnyText_GivesTokensThatAVocabularyTakes() =>
        Prop.ForAll(
            RandomText.Awkward,
            text => Words.Tokenize(text).Concat(Characters.Tokenize(text)).All(token => Vocabulary.Fault(token) is null))
            .Check(RandomText.Checks);

    [Fact]
    public void Tokenize_Graphemes_KeepsLettersWithTheirMarksAndEmojiWhole() => Assert.Equal(
        ["e\u0301", "\u2581", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F1EB\U0001F1F7", "\u2581", "\u0928\u093F", "\uFFFD"],
        Graphemes.Tokenize("e\u0301 \U0001F468\u200D\U0001F469\u200D\U0001F467\U0001F1EB\U0001F1F7\r\n\u0928\u093F\uD800"));

    [Fact]
    public void Detokenize_Graphemes_RestoresTheText() =>
        Prop.ForAll(RandomText.WithPlainBlanks, text => Graphemes.Detokenize(Graphemes.Tokenize(text)) == text)
            .Check(RandomText.Checks);

    [Fact]
    public void Locate_Graphemes_CoverTheText() =>
        Prop.ForAll(
            RandomText.Awkward,
            text => string.Concat(Graphemes.Locate(text).Select(place => text[place])) == text
                && Graphemes.Tokenize(text).Count == Graphemes.Locate(text).Count
                && Graphemes.Tokenize(text).All(token => Vocabulary.Fault(token) is null))
            .Check(RandomText.Checks);
}
