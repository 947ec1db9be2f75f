using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class WindowSoftmaxTests
{
    internal const int Width = 9;
    internal static readonly int[] Lengths = [9, 1, 4, 7, 2];

    [Fact]
    public void Forward_AnyPosition_EqualsPlainLoops()
    {
        Matrix scores = Scores();
        for (int position = 1; position <= Width + 3; position++)
        {
            for (int radius = 1; radius <= 4; radius++)
            {
                Matrix weights = Samples.Draw(Lengths.Length, Width, 2, gap: 2);

                WindowSoftmax.Forward(scores, Lengths, position, radius, weights);

                for (int row = 0; row < Lengths.Length; row++)
                {
                    double[] expected = Window(Samples.ToDoubles(scores.RowRange(row, 1)), Lengths[row], Math.Min(position, Lengths[row]), radius);
                    Samples.AssertClose(expected, weights.Row(row), 1e-6);
                }
            }
        }
    }

    [Fact]
    public void Backward_AnyPosition_MatchesDifferences()
    {
        (Matrix scores, Matrix dWeights) = (Scores(), Samples.Draw(Lengths.Length, Width, 4));
        (Matrix weights, Matrix dScores) = (Matrix.Allocate(Lengths.Length, Width), Samples.Draw(Lengths.Length, Width, 5));
        WindowSoftmax.Forward(scores, Lengths, position: 3, radius: 2, weights);

        WindowSoftmax.Backward(weights, dWeights, dScores);

        for (int row = 0; row < Lengths.Length; row++)
        {
            (int length, double[] upstream) = (Lengths[row], Samples.ToDoubles(dWeights.RowRange(row, 1)));
            double[] expected = Samples.Gradient(
                e => Samples.Dot(Window(e, length, Math.Min(3, length), radius: 2), upstream), Samples.ToDoubles(scores.RowRange(row, 1)));
            Samples.AssertClose(expected, dScores.Row(row), 2e-6);
        }
    }

    [Fact]
    public void Forward_NoScoreInTheWindowCanBeChosen_GivesNoWeight()
    {
        Matrix scores = Matrix.From(1, 5, [1f, 2f, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity]);
        Matrix weights = Samples.Draw(1, 5, 2);

        WindowSoftmax.Forward(scores, [5], position: 4, radius: 1, weights);

        Assert.All(weights.Span.ToArray(), weight => Assert.Equal(0f, weight));
    }

    [Fact]
    public void Forward_OtherNumberOfLengths_Throws() => Assert.Throws<ShapeException>(
        () => WindowSoftmax.Forward(Scores(), [1, 2], position: 1, radius: 1, Matrix.Allocate(Lengths.Length, Width)));

    /// <summary>Scores with not-a-number past each length, which must not be read.</summary>
    internal static Matrix Scores()
    {
        Matrix scores = Samples.Draw(Lengths.Length, Width, 1, gap: 3);
        for (int row = 0; row < Lengths.Length; row++)
        {
            scores.Row(row)[Lengths[row]..].Fill(float.NaN);
        }

        return scores;
    }

    /// <summary>Softmax of the scores at positions s with |s − p| ≤ radius, counted from 1.</summary>
    internal static double[] Window(double[] scores, int length, double position, int radius)
    {
        double[] weights = new double[scores.Length];
        for (int s = 1; s <= length; s++)
        {
            weights[s - 1] = Math.Abs(s - position) <= radius ? Math.Exp(scores[s - 1]) : 0;
        }

        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
