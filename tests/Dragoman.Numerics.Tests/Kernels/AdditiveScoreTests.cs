using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class AdditiveScoreTests
{
    private const int SourceTime = 9;

    private static readonly int[] Starts = [5, 0, 14, 4, 6];
    private static readonly int[] Lengths = [9, 4, 3, 1, 0];
    private const int KeyCount = 17;

    /// <summary>Sizes around every vector width, and around a whole block of them.</summary>
    public static TheoryData<int> UnitCounts => [1, 3, 15, 16, 17, 31, 33, 64, 100, 257];

    [Fact]
    public void VectorWidth_InRestrictedProcess_IsAsDemanded() => Assert.True(InstructionSets.AreAsDemanded);

    [Theory]
    [MemberData(nameof(UnitCounts))]
    public void Forward_RaggedRows_MatchesScalarReferenceAndLeavesPaddingAlone(int units)
    {
        (Matrix query, Matrix keys, float[] v, _) = Inputs(units, range: 3f);
        Matrix scores = Matrix.Allocate(Starts.Length, SourceTime);
        scores.Fill(42f);

        AdditiveScore.Forward(query, keys, Starts, Lengths, v, scores);

        double[,] expected = Reference(ToDouble(query), ToDouble(keys), ToDouble(v), padding: 42);
        AssertClose(expected, scores, 2e-6);
    }

    [Theory]
    [MemberData(nameof(UnitCounts))]
    public void Backward_RaggedRows_MatchesNumericGradient(int units)
    {
        (Matrix query, Matrix keys, float[] v, Matrix dScores) = Inputs(units);
        (double[,] query64, double[,] keys64, double[,] v64) = (ToDouble(query), ToDouble(keys), ToDouble(v));
        double[,] upstream = ToDouble(dScores);
        MaskPadding(dScores, float.NaN);
        System.Random random = new(2);
        (Matrix dQuery, Matrix dKeys) = (Matrices.Uniform(random, Starts.Length, units), Matrices.Uniform(random, KeyCount, units));
        Matrix dV = Matrices.Uniform(random, 1, units);
        (Matrix queryBefore, Matrix keysBefore, Matrix vBefore) = (Copy(dQuery), Copy(dKeys), Copy(dV));

        AdditiveScore.Backward(query, keys, Starts, Lengths, v, dScores, dQuery, dKeys, dV.Row(0));

        double Loss() => Inner(upstream, Reference(query64, keys64, v64, padding: 0));
        AssertClose(NumericGradient(v64, Loss), dV, 5e-6, vBefore);
        if (units <= 33)
        {
            AssertClose(NumericGradient(query64, Loss), dQuery, 5e-6, queryBefore);
            AssertClose(NumericGradient(keys64, Loss), dKeys, 5e-6, keysBefore);
        }

        (double[,] exactQuery, double[,] exactKeys) = ExactGradients(query64, keys64, v64, upstream);
        AssertClose(exactQuery, dQuery, 5e-6, queryBefore);
        AssertClose(exactKeys, dKeys, 5e-6, keysBefore);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(64)]
    public void Forward_RowsInAnotherOrder_GivesTheSameBits(int units)
    {
        (Matrix query, Matrix keys, float[] v, _) = Inputs(units);
        (Matrix scores, Matrix alone) = (Matrix.Allocate(Starts.Length, SourceTime), Matrix.Allocate(1, SourceTime));
        AdditiveScore.Forward(query, keys, Starts, Lengths, v, scores);

        for (int row = 0; row < Starts.Length; row++)
        {
            AdditiveScore.Forward(
                query.RowRange(row, 1), keys, Starts.AsSpan(row, 1), Lengths.AsSpan(row, 1), v, alone);

            Assert.Equal(scores.Row(row)[..Lengths[row]], alone.Row(0)[..Lengths[row]]);
        }
    }

    [Fact]
    public void Forward_KeysBeyondTheMatrix_Throws()
    {
        (Matrix query, Matrix keys, float[] v, _) = Inputs(4);
        Matrix scores = Matrix.Allocate(Starts.Length, SourceTime);
        int[] starts = [.. Starts];
        starts[2] = 15;

        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => AdditiveScore.Forward(query, keys, starts, Lengths, v, scores));

        Assert.Contains("Row 2 starts at 15: it must stay within 17 shared rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_MoreKeysThanThereAre_Throws()
    {
        (Matrix query, Matrix keys, float[] v, _) = Inputs(4);
        (int[] starts, int[] lengths) = ([.. Starts], [.. Lengths]);
        (starts[2], lengths[2]) = (1 << 28, keys.Rows + 1);

        Assert.Throws<ArgumentOutOfRangeException>(
            () => AdditiveScore.Forward(query, keys, starts, lengths, v, Matrix.Allocate(Starts.Length, keys.Rows + 1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(SourceTime + 1)]
    [InlineData(int.MaxValue)]
    public void Forward_LengthOutsideTheScores_Throws(int length)
    {
        (Matrix query, Matrix keys, float[] v, _) = Inputs(4);
        int[] lengths = [.. Lengths];
        lengths[1] = length;

        Assert.Throws<ArgumentOutOfRangeException>(
            () => AdditiveScore.Forward(query, keys, Starts, lengths, v, Matrix.Allocate(Starts.Length, SourceTime)));
    }

    [Fact]
    public void ForwardAndBackward_Warm_AllocateNothing()
    {
        (Matrix query, Matrix keys, float[] v, Matrix scores) = Inputs(33);

        Assert.Equal(0, Allocations.Warm(() =>
        {
            AdditiveScore.Forward(query, keys, Starts, Lengths, v, scores);
            AdditiveScore.Backward(query, keys, Starts, Lengths, v, scores, query, keys, v);
        }));
    }

    private static (Matrix Query, Matrix Keys, float[] V, Matrix DScores) Inputs(int units, float range = 1f)
    {
        System.Random random = new(1);
        Matrix query = Matrices.Uniform(random, Starts.Length, units, range);
        Matrix keys = Matrices.Uniform(random, KeyCount, units, range);
        float[] v = Matrices.Uniform(random, 1, units, 1f).Row(0).ToArray();
        Matrix dScores = Matrices.Uniform(random, Starts.Length, SourceTime, 1f);
        MaskPadding(dScores, 0f);
        return (query, keys, v, dScores);
    }

    private static void MaskPadding(Matrix scores, float value)
    {
        for (int row = 0; row < Starts.Length; row++)
        {
            scores.Row(row)[Lengths[row]..].Fill(value);
        }
    }

    private static double[,] ToDouble(float[] v) => Matrices.ToDouble(Matrix.From(1, v.Length, v));

    private static double[,] ToDouble(Matrix matrix) => Matrices.ToDouble(matrix);

    private static double[,] Reference(double[,] query, double[,] keys, double[,] v, double padding)
    {
        double[,] scores = new double[Starts.Length, SourceTime];
        for (int b = 0; b < Starts.Length; b++)
        {
            for (int j = 0; j < SourceTime; j++)
            {
                double score = 0;
                for (int u = 0; j < Lengths[b] && u < v.Length; u++)
                {
                    score += v[0, u] * Math.Tanh(query[b, u] + keys[Starts[b] + j, u]);
                }

                scores[b, j] = j < Lengths[b] ? score : padding;
            }
        }

        return scores;
    }

    private static (double[,] Query, double[,] Keys) ExactGradients(double[,] query, double[,] keys, double[,] v, double[,] dScores)
    {
        (double[,] dQuery, double[,] dKeys) = (new double[Starts.Length, v.Length], new double[KeyCount, v.Length]);
        for (int b = 0; b < Starts.Length; b++)
        {
            for (int j = 0; j < Lengths[b]; j++)
            {
                for (int u = 0; u < v.Length; u++)
                {
                    double t = Math.Tanh(query[b, u] + keys[Starts[b] + j, u]);
                    double d = dScores[b, j] * v[0, u] * (1 - (t * t));
                    dQuery[b, u] += d;
                    dKeys[Starts[b] + j, u] += d;
                }
            }
        }

        return (dQuery, dKeys);
    }
}
