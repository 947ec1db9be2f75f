using Dragoman.Metrics.Tokenization;

namespace Dragoman.Tests.Metrics.Tokenization;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData("ÄÖÜ ẞ", "äöü ß")]
    [InlineData("İstanbul", "i\u0307stanbul")]
    [InlineData("ΟΔΟΣ ΣΟΦΙΑΣ.", "οδος σοφιας.")]
    [InlineData("Σ", "σ")]
    [InlineData("ΑΣ'Α ΑΣ'", "ασ'α ας'")]
    [InlineData("𐐀", "𐐨")]
    [InlineData("𐐀Σ Σ𐐀", "𐐨ς σ𐐨")]
    public void Lower_SpecialCapitals_EqualsPython(string text, string expected)
    {
        Assert.Equal(expected, PythonText.Lower(text));
    }

    [Fact]
    public void TrimEnd_AsciiSeparators_AreSpace()
    {
        Assert.Equal("a", PythonText.TrimEnd("a \u001C\u00A0\u2003\n").ToString());
    }

    [Fact]
    public void CodePointAt_LoneSurrogate_StandsForItself()
    {
        Assert.Equal(0xD83D, PythonText.CodePointAt("\uD83Dx", 0, out int length));
        Assert.Equal(1, length);
    }
}
