using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class RaggedAttentionTests
{
    private static readonly int[] Starts = [4, 0, 9, 4];
    private static readonly int[] Lengths = [5, 4, 0, 7];
    private const int KeyCount = 11;
    private const int Width = 8;

    [Fact]
    public void DotScoreForward_AnyUnits_EqualsDoubleProducts()
    {
        for (int units = 0; units <= 257; units++)
        {
            Matrix query = Samples.Draw(4, units, 1, gap: units % 3);
            Matrix keys = Samples.Draw(KeyCount, units, 2, gap: units % 2);
            Matrix scores = Samples.Draw(4, Width, 3);
            double[] expected = Samples.ToDoubles(scores);
            Scores(Samples.ToDoubles(query), Samples.ToDoubles(keys), units, 0.5, expected);

            DotScore.Forward(query, keys, Starts, Lengths, 0.5f, scores);

            Samples.AssertClose(expected, scores, 1e-5);
        }
    }

    [Fact]
    public void WeightedSumForward_AnyUnits_EqualsDoubleSums()
    {
        for (int units = 0; units <= 257; units++)
        {
            Matrix weights = Samples.Draw(4, Width, 1, gap: 2);
            Matrix values = Samples.Draw(KeyCount, units, 2, gap: units % 2);
            Matrix context = Samples.Draw(4, units, 3, gap: units % 3);

            WeightedSum.Forward(weights, values, Starts, Lengths, context);

            Samples.AssertClose(Contexts(Samples.ToDoubles(weights), Samples.ToDoubles(values), units), context, 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(40)]
    [InlineData(139)]
    public void DotScoreBackward_RandomInputs_MatchesNumericGradient(int units)
    {
        Matrix query = Samples.Draw(4, units, 1, gap: 1);
        Matrix keys = Samples.Draw(KeyCount, units, 2, gap: 2);
        Matrix dScores = Samples.Draw(4, Width, 3);
        Matrix dQuery = Samples.Draw(4, units, 4, gap: 3);
        Matrix dKeys = Samples.Draw(KeyCount, units, 5, gap: 4);
        double[] upstream = Samples.ToDoubles(dScores);
        double[] q = Samples.ToDoubles(query), k = Samples.ToDoubles(keys);
        double Loss()
        {
            double[] scores = new double[4 * Width];
            Scores(q, k, units, 0.7, scores);
            return Samples.Dot(scores, upstream);
        }

        double[] expectedQuery = Samples.Add(Samples.ToDoubles(dQuery), Samples.Gradient(_ => Loss(), q));
        double[] expectedKeys = Samples.Add(Samples.ToDoubles(dKeys), Samples.Gradient(_ => Loss(), k));

        DotScore.Backward(query, keys, Starts, Lengths, 0.7f, dScores, dQuery, dKeys);

        Samples.AssertClose(expectedQuery, dQuery, 1e-5);
        Samples.AssertClose(expectedKeys, dKeys, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(40)]
    [InlineData(139)]
    public void WeightedSumBackward_RandomInputs_MatchesNumericGradient(int units)
    {
        Matrix weights = Samples.Draw(4, Width, 1);
        Matrix values = Samples.Draw(KeyCount, units, 2, gap: 2);
        Matrix dContext = Samples.Draw(4, units, 3, gap: 1);
        Matrix dWeights = Samples.Draw(4, Width, 4, gap: 3);
        Matrix dValues = Samples.Draw(KeyCount, units, 5, gap: 4);
        double[] upstream = Samples.ToDoubles(dContext);
        double[] w = Samples.ToDoubles(weights), v = Samples.ToDoubles(values);
        double Loss() => Samples.Dot(Contexts(w, v, units), upstream);
        double[] gradient = Samples.Gradient(_ => Loss(), w);
        double[] expectedWeights = Samples.ToDoubles(dWeights);
        for (int row = 0; row < 4; row++)
        {
            gradient.AsSpan(row * Width, Lengths[row]).CopyTo(expectedWeights.AsSpan(row * Width));
        }

        double[] expectedValues = Samples.Add(Samples.ToDoubles(dValues), Samples.Gradient(_ => Loss(), v));

        WeightedSum.Backward(weights, values, Starts, Lengths, dContext, dWeights, dValues);

        Samples.AssertClose(expectedWeights, dWeights, 1e-5);
        Samples.AssertClose(expectedValues, dValues, 1e-5);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, -1)]
    [InlineData(0, 4)] // wider than the scores
    [InlineData(4, 2)] // past the last key
    [InlineData(int.MaxValue, 2)]
    public void Forward_StretchOutside_ThrowsNamingTheRow(int start, int length)
    {
        Matrix keys = Matrix.Allocate(5, 6);
        Matrix query = Matrix.Allocate(2, 6);
        Matrix scores = Matrix.Allocate(2, 3);

        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => DotScore.Forward(query, keys, [0, start], [2, length], 1f, scores));

        Assert.Contains("Row 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedSum.Forward(scores, keys, [0, start], [2, length], query));
    }

    [Fact]
    public void Forward_ShapesDiffer_Throws()
    {
        Matrix keys = Matrix.Allocate(5, 6);
        Matrix query = Matrix.Allocate(2, 7);

        Assert.Throws<ShapeException>(() => DotScore.Forward(query, keys, [0, 0], [1, 1], 1f, Matrix.Allocate(2, 3)));
        Assert.Throws<ShapeException>(() => WeightedSum.Forward(Matrix.Allocate(2, 3), keys, [0, 0], [1, 1], query));
    }

    [Fact]
    public void All_Warm_AllocateNothing()
    {
        Matrix query = Samples.Draw(4, 45, 1), keys = Samples.Draw(KeyCount, 45, 2), scores = Samples.Draw(4, Width, 3);
        Matrix dQuery = Matrix.Allocate(4, 45), dKeys = Matrix.Allocate(KeyCount, 45), dScores = Matrix.Allocate(4, Width);
        Samples.AssertAllocatesNothing(() =>
        {
            DotScore.Forward(query, keys, Starts, Lengths, 1f, scores);
            DotScore.Backward(query, keys, Starts, Lengths, 1f, dScores, dQuery, dKeys);
            WeightedSum.Forward(scores, keys, Starts, Lengths, dQuery);
            WeightedSum.Backward(scores, keys, Starts, Lengths, query, dScores, dKeys);
        });
    }

    private static void Scores(double[] query, double[] keys, int units, double scale, double[] scores)
    {
        for (int row = 0; row < 4; row++)
        {
            for (int index = 0; index < Lengths[row]; index++)
            {
                scores[(row * Width) + index] = scale * Samples.Dot(
                    query.AsSpan(row * units, units), keys.AsSpan((Starts[row] + index) * units, units));
            }
        }
    }

    private static double[] Contexts(double[] weights, double[] values, int units)
    {
        double[] contexts = new double[4 * units];
        for (int row = 0; row < 4; row++)
        {
            for (int index = 0; index < Lengths[row]; index++)
            {
                for (int unit = 0; unit < units; unit++)
                {
                    contexts[(row * units) + unit] += weights[(row * Width) + index] * values[((Starts[row] + index) * units) + unit];
                }
            }
        }

        return contexts;
    }
}
