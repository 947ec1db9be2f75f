using Dragoman.Text;

namespace Dragoman.Tests.Text;

public sealed class WordCountTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t ", 0)]
    [InlineData("Go.", 1)]
    [InlineData(" the  european\teconomic\u00a0area ", 4)]
    public void Of_Sentence_CountsWhatStandsBetweenWhiteSpace(string sentence, int expected)
    {
        Assert.Equal(expected, WordCount.Of(sentence));
    }
}
