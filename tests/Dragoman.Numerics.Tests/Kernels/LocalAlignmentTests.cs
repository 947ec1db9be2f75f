using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class LocalAlignmentTests
{
    private const int Width = 9;
    private static readonly int[] Lengths = [9, 1, 4, 7, 2];

    [Fact]
    public void Forward_KnownPosition_EqualsPlainLoops()
    {
        Matrix scores = Scores();
        for (int position = 1; position <= Width + 3; position++)
        {
            for (int radius = 1; radius <= 4; radius++)
            {
                Matrix weights = Samples.Draw(Lengths.Length, Width, 2, gap: 2);

                LocalAlignment.Forward(scores, Lengths, position, radius, weights);

                for (int row = 0; row < Lengths.Length; row++)
                {
                    double[] expected = Window(Samples.ToDoubles(scores.RowRange(row, 1)), Lengths[row], Math.Min(position, Lengths[row]), radius);
                    Samples.AssertClose(expected, weights.Row(row), 1e-6);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(65536)]
    public void Forward_PredictedPosition_EqualsPlainLoops(int radius)
    {
        (Matrix scores, Matrix predictions) = (Scores(), Predictions());
        Matrix unweighted = Samples.Draw(Lengths.Length, Width, 2);
        Matrix weights = Samples.Draw(Lengths.Length, Width, 3, gap: 2);

        LocalAlignment.Forward(scores, Lengths, predictions, radius, unweighted, weights);

        for (int row = 0; row < Lengths.Length; row++)
        {
            double[] expected = Gaussian(Samples.ToDoubles(scores.RowRange(row, 1)), Lengths[row], predictions[row, 0], radius);
            Samples.AssertClose(expected, weights.Row(row), 1e-6);
            Assert.Equal(1f, unweighted.Row(row).ToArray().Sum(), 1e-6f);
        }
    }

    [Fact]
    public void Backward_KnownPosition_MatchesDifferences()
    {
        (Matrix scores, Matrix dWeights) = (Scores(), Samples.Draw(Lengths.Length, Width, 4));
        (Matrix weights, Matrix dScores) = (Matrix.Allocate(Lengths.Length, Width), Samples.Draw(Lengths.Length, Width, 5));
        LocalAlignment.Forward(scores, Lengths, position: 3, radius: 2, weights);

        LocalAlignment.Backward(weights, dWeights, dScores);

        for (int row = 0; row < Lengths.Length; row++)
        {
            (int length, double[] upstream) = (Lengths[row], Samples.ToDoubles(dWeights.RowRange(row, 1)));
            double[] expected = Samples.Gradient(
                e => Samples.Dot(Window(e, length, Math.Min(3, length), radius: 2), upstream), Samples.ToDoubles(scores.RowRange(row, 1)));
            Samples.AssertClose(expected, dScores.Row(row), 2e-6);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void Backward_PredictedPosition_MatchesDifferencesAndAccumulates(int radius)
    {
        (Matrix scores, Matrix predictions) = (Scores(), Predictions());
        (Matrix unweighted, Matrix weights) = (Matrix.Allocate(Lengths.Length, Width), Matrix.Allocate(Lengths.Length, Width));
        Matrix dWeights = Samples.Draw(Lengths.Length, Width, 4);
        (Matrix dScores, Matrix dPredictions) = (Samples.Draw(Lengths.Length, Width, 5), Matrix.Allocate(Lengths.Length, 1));
        dPredictions.Fill(1f);
        LocalAlignment.Forward(scores, Lengths, predictions, radius, unweighted, weights);

        LocalAlignment.Backward(unweighted, Lengths, predictions, radius, dWeights, dScores, dPredictions);

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

        LocalAlignment.Forward(scores, [4], Matrix.From(1, 1, [prediction]), radius: 1, Matrix.Allocate(1, 4), weights);

        Assert.Equal(weights.Row(0)[largest], weights.Row(0).ToArray().Max());
        Assert.InRange(weights.Row(0)[largest], 0.01f, 1f);
    }

    [Fact]
    public void Forward_NoScoreInTheWindowCanBeChosen_GivesNoWeight()
    {
        Matrix scores = Matrix.From(1, 5, [1f, 2f, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity]);
        (Matrix unweighted, Matrix weights) = (Samples.Draw(1, 5, 1), Samples.Draw(1, 5, 2));

        LocalAlignment.Forward(scores, [5], position: 4, radius: 1, weights);
        Assert.All(weights.Span.ToArray(), weight => Assert.Equal(0f, weight));

        LocalAlignment.Forward(scores, [5], Matrix.From(1, 1, [10f]), radius: 1, unweighted, weights);
        Assert.All(weights.Span.ToArray(), weight => Assert.Equal(0f, weight));
    }

    [Fact]
    public void Forward_OtherNumberOfLengths_Throws() => Assert.Throws<ShapeException>(
        () => LocalAlignment.Forward(Scores(), [1, 2], position: 1, radius: 1, Matrix.Allocate(Lengths.Length, Width)));

    /// <summary>Scores with not-a-number past each length, which must not be read.</summary>
    private static Matrix Scores()
    {
        Matrix scores = Samples.Draw(Lengths.Length, Width, 1, gap: 3);
        for (int row = 0; row < Lengths.Length; row++)
        {
            scores.Row(row)[Lengths[row]..].Fill(float.NaN);
        }

        return scores;
    }

    /// <summary>Positions between whole numbers, so that no place lies on the edge of a window.</summary>
    private static Matrix Predictions()
    {
        float[] positions = [6.3f, 0.4f, 1.7f, 0.6f, 1.4f];
        return Matrix.From(Lengths.Length, 1, [.. positions.Zip(Lengths, (position, length) => MathF.Log(position / (length - position)))]);
    }

    /// <summary>Softmax of the scores at positions s with |s − p| ≤ radius, counted from 1.</summary>
    private static double[] Window(double[] scores, int length, double position, int radius)
    {
        double[] weights = new double[scores.Length];
        for (int s = 1; s <= length; s++)
        {
            weights[s - 1] = Math.Abs(s - position) <= radius ? Math.Exp(scores[s - 1]) : 0;
        }

        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
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
