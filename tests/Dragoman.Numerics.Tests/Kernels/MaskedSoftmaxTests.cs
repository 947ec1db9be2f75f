using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class MaskedSoftmaxTests
{
    [Fact]
    public void Forward_AnyLength_EqualsDoubleSoftmaxAndZeroPadding()
    {
        foreach (int padding in (int[])[0, 1, 9, 20])
        {
            for (int length = 1; length <= 257; length++)
            {
                Matrix scores = Samples.Draw(2, length + padding, length, gap: 3);
                scores.Row(0)[length..].Fill(float.NaN);
                Matrix weights = Samples.Draw(2, length + padding, 0, gap: 2);

                MaskedSoftmax.Forward(scores, [length, 1], weights);

                Samples.AssertClose(Softmax(Samples.ToDoubles(scores)[..length]), weights.Row(0)[..length], 1e-6);
                Assert.Equal(1f, weights[1, 0]);
                Assert.All(weights.Row(0)[length..].ToArray(), weight => Assert.Equal(0f, weight));
                Assert.All(weights.Row(1)[1..].ToArray(), weight => Assert.Equal(0f, weight));
            }
        }
    }

    [Fact]
    public void Forward_InPlace_EqualsOutOfPlace()
    {
        for (int width = 1; width <= 70; width++)
        {
            Matrix scores = Samples.Draw(3, width, width);
            Matrix weights = Matrix.Allocate(3, width);
            int[] lengths = [width, (width + 1) / 2, 1];

            MaskedSoftmax.Forward(scores, lengths, weights);
            MaskedSoftmax.Forward(scores, lengths, scores);

            Assert.Equal(weights.Span.ToArray(), scores.Span.ToArray());
        }
    }

    [Fact]
    public void Forward_LargeScores_DoNotOverflow()
    {
        Matrix scores = Matrix.From(1, 4, [88f, 89f, 1000f, float.NegativeInfinity]);

        MaskedSoftmax.Forward(scores, [4], scores);

        Assert.Equal([0f, 0f, 1f, 0f], scores.Span.ToArray());
    }

    [Fact]
    public void Forward_VeryNegativeScores_DoNotUnderflow()
    {
        Matrix scores = Matrix.From(1, 2, [-1000f, -1001f]);

        MaskedSoftmax.Forward(scores, [2], scores);

        Assert.Equal(1 / (1 + Math.Exp(-1)), scores[0, 0], 1e-6);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Forward_ScoreWithoutMeaning_MakesTheRowNotANumber(float score)
    {
        for (int length = 1; length <= 40; length++)
        {
            Matrix scores = Samples.Draw(2, 40, length);
            scores[0, length - 1] = score;

            MaskedSoftmax.Forward(scores, [length, 40], scores);

            Assert.True(float.IsNaN(scores[0, length - 1]));
            Assert.Equal(1f, scores.Row(1).ToArray().Sum(), 1e-5f);
        }
    }

    [Fact]
    public void Backward_RandomScores_MatchesNumericGradient()
    {
        foreach (int length in (int[])[1, 2, 5, 16, 19, 33])
        {
            Matrix scores = Samples.Draw(1, length + 3, length);
            Matrix weights = Matrix.Allocate(1, length + 3);
            MaskedSoftmax.Forward(scores, [length], weights);
            Matrix dWeights = Samples.Draw(1, length + 3, 77);
            double[] upstream = Samples.ToDoubles(dWeights)[..length];
            double[] expected = Samples.Gradient(e => Samples.Dot(Softmax(e), upstream), Samples.ToDoubles(scores)[..length]);
            Matrix dScores = Samples.Draw(1, length + 3, 78, gap: 2);
            float past = dScores[0, length];

            MaskedSoftmax.Backward(weights, [length], dWeights, dScores);

            Samples.AssertClose(expected, dScores.Row(0)[..length], 1e-6);
            Assert.Equal(past, dScores[0, length]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void Forward_LengthOutsideTheRow_ThrowsNamingTheRow(int length)
    {
        Matrix scores = Matrix.Allocate(2, 5);

        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => MaskedSoftmax.Forward(scores, [3, length], scores));

        Assert.Equal("lengths", error.ParamName);
        Assert.Contains("Row 1 must have 1 to 5 real scores.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskedSoftmax.Backward(scores, [3, length], scores, scores));
    }

    [Fact]
    public void Forward_ShapesDiffer_Throws()
    {
        Matrix scores = Matrix.Allocate(2, 5);

        Assert.Throws<ShapeException>(() => MaskedSoftmax.Forward(scores, [3], scores));
        Assert.Throws<ShapeException>(() => MaskedSoftmax.Forward(scores, [3, 3], Matrix.Allocate(2, 4)));
    }

    [Fact]
    public void ForwardAndBackward_Warm_AllocateNothing()
    {
        Matrix scores = Samples.Draw(2, 37, 1);
        int[] lengths = [37, 20];
        Samples.AssertAllocatesNothing(() =>
        {
            MaskedSoftmax.Forward(scores, lengths, scores);
            MaskedSoftmax.Backward(scores, lengths, scores, scores);
        });
    }

    private static double[] Softmax(double[] scores)
    {
        double max = scores.Max();
        double sum = scores.Sum(score => Math.Exp(score - max));
        return [.. scores.Select(score => Math.Exp(score - max) / sum)];
    }
}
