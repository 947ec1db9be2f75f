using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class SequenceBleuTests
{
    [Fact]
    public void Score_ExampleOfTheBook_HasItsPrecisions()
    {
        double[] precisions = [4 / 5.0, 3 / 4.0, 1 / 3.0, 0];
        double expected = Math.Exp(1 - (6 / 5.0));
        for (int order = 1; order <= precisions.Length; order++)
        {
            expected *= Math.Pow(precisions[order - 1], Math.Pow(0.5, order));
            Assert.Equal(expected, SequenceBleu.Score("A B B C D", "A B C D E F", order), 12);
        }
    }

    [Theory]
    [InlineData("A B", "A B C D E F", 0.1353352832366127)] // exp(1 − 6/2)
    [InlineData("il est calme .", "il est calme .", 1)]
    [InlineData("il court .", "il est calme .", 0)]
    [InlineData("va", "va !", 0.36787944117144233)] // exp(1 − 2/1); no bigram fits into one token
    [InlineData("", "va !", 0)]
    [InlineData("", "", 1)]
    public void Score_TwoOrders_EqualsTheBook(string predicted, string label, double expected)
    {
        Assert.Equal(expected, SequenceBleu.Score(predicted, label), 12);
    }

    [Fact]
    public void Score_RepeatedToken_IsClipped()
    {
        Assert.Equal(Math.Sqrt(1 / 3.0), SequenceBleu.Score("a a a", "a b c", maxOrder: 1), 12);
    }

    [Fact]
    public void Score_OrderZero_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SequenceBleu.Score("a", "a", 0));
    }
}
