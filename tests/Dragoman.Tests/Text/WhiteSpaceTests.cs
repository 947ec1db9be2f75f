using Dragoman.Text;

namespace Dragoman.Tests.Text;

public sealed class WhiteSpaceTests
{
    /// <summary>The characters with the property White_Space, as PropList.txt of the Unicode Character Database lists them.</summary>
    internal const string All =
        "\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    [Fact]
    public void Characters_OfThisRuntime_AreThoseOfUnicode() => Assert.Equal(All, WhiteSpace.Characters);

    [Theory]
    [InlineData("", true)]
    [InlineData(" \u3000\u2028", true)]
    [InlineData("\u200B\u200C\u200D\u2060\uFEFF\u00AD\u180E\u200E", true)]
    [InlineData(" a\u200B", false)]
    [InlineData("\u0301", false)]
    public void IsBlank_Text_TellsWhetherAnybodySeesIt(string text, bool expected) => Assert.Equal(expected, WhiteSpace.IsBlank(text));

    [Fact]
    public void Tokenize_BlankSentence_HasNoTokensWithAnyTokenizer()
    {
        foreach (TokenizerKind tokenizer in new[] { TokenizerKind.Word, TokenizerKind.Character })
        {
            TextModel encoder = new(new TextOptions(NormalizeSpaces: false, Tokenizer: tokenizer), new Vocabulary(["a"]));
            Assert.Empty(encoder.Tokenize("\u3000\u200B"));
            Assert.Empty(encoder.Encode("\u2003"));
        }
    }
}
