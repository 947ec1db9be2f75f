using Dragoman.Numerics.Kernels;
using static Dragoman.Numerics.Tests.Kernels.WindowSoftmaxTests;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class GaussianWindowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(65536)]
    public void Forward_AnyPrediction_EqualsPlainLoops(int radius)
    {
        (Matrix scores, Matrix predictions) = (Scores(), Predictions());
        Matrix unweighted = Samples.Draw(Lengths.Length, Width, 2);
        Matrix weights = Samples.Draw(Lengths.Length, Width, 3, gap: 2);

        GaussianWindow.Forward(scores, Lengths, predictions, radius, unweighted, weights);

        for (int row = 0; row < Lengths.Length; row++)
        {
            double[] expected = Gaussian(Samples.ToDoubles(scores.RowRange(row, 1)), Lengths[row], predictions[row, 0], radius);
            Samples.AssertClose(expected, weights.Row(row), 1e-6);
            Assert.Equal(1f, unweighted.Row(row).ToArray().Sum(), 1e-6f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void Backward_AnyPrediction_MatchesDifferencesAndAccumulates(int radius)
    {
        (Matrix scores, Matrix predictions) = (Scores(), Predictions());
        (Matrix unweighted, Matrix weights) = (Matrix.Allocate(Lengths.Length, Width), Matrix.Allocate(Lengths.Length, Width));
        Matrix dWeights = Samples.Draw(Lengths.Length, Width, 4);
        (Matrix dScores, Matrix dPredictions) = (Samples.Draw(Lengths.Length, Width, 5), Matrix.Allocate(Lengths.Length, 1));
        dPredictions.Fill(1f);
        GaussianWindow.Forward(scores, Lengths, predictions, radius, unweighted, weights);

        GaussianWindow.Backward(unweighted, Lengths, predictions, radius, dWeights, dScores, dPredictions);

        for (int row = 0; row < Lengths.Length; row++)
        {
            (int length, double prediction) = (Lengths[row], predictions[row, 0]);
            double[] e = Samples.ToDoubles(scores.RowRange(row, 1));
            double[] upstream = Samples.ToDoubles(dWeights.RowRange(row, 1));
            double[] ofScores = Samples.Gradient(at => Samples.Dot(Gaussian(at, length, prediction, radius), upstream), e);
            double[] ofPrediction = Samples.Gradient(at => Samples.Dot(Gaussian(e, length, at[0], radius), upstream), [prediction]);
            Samples.AssertClose(ofScores, dScores.Row(row), 2e-6);
            Assert.Equal(1 + ofPrediction[0], dPredictions[row, 0], 5e-6);
        }
    }

    [Theory]
    [InlineData(-1000f, 0)]
    [InlineData(1000f, 3)]
    public void Forward_PredictionFarOut_StaysWithinTheSentence(float prediction, int largest)
    {
        Matrix scores = Matrix.Allocate(1, 4);
        Matrix weights = Matrix.Allocate(1, 4);

        GaussianWindow.Forward(scores, [4], Matrix.From(1, 1, [prediction]), radius: 1, Matrix.Allocate(1, 4), weights);

        Assert.Equal(weights.Row(0)[largest], weights.Row(0).ToArray().Max());
        Assert.InRange(weights.Row(0)[largest], 0.01f, 1f);
    }

    [Fact]
    public void Forward_NoScoreInTheWindowCanBeChosen_GivesNoWeight()
    {
        Matrix scores = Matrix.From(1, 5, [1f, 2f, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity]);
        (Matrix unweighted, Matrix weights) = (Samples.Draw(1, 5, 1), Samples.Draw(1, 5, 2));

        GaussianWindow.Forward(scores, [5], Matrix.From(1, 1, [10f]), radius: 1, unweighted, weights);

        Assert.All(weights.Span.ToArray(), weight => Assert.Equal(0f, weight));
    }

    /// <summary>Positions between whole numbers, so that no place lies on the edge of a window.</summary>
    private static Matrix Predictions()
    {
        float[] positions = [6.3f, 0.4f, 1.7f, 0.6f, 1.4f];
        return Matrix.From(Lengths.Length, 1, [.. positions.Zip(Lengths, (position, length) => MathF.Log(position / (length - position)))]);
    }

    private static double[] Gaussian(double[] scores, int length, double prediction, int radius)
    {
        double position = length / (1 + Math.Exp(-prediction));
        double sigma = radius / 2.0;
        return
        [
            .. Window(scores, length, position, radius)
                .Select((weight, j) => weight * Math.Exp(-Math.Pow(j + 1 - position, 2) / (2 * sigma * sigma))),
        ];
    }
}
