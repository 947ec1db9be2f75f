using Dragoman.Numerics.Kernels;
using Dragoman.TestKit;
using static Dragoman.Numerics.Tests.Kernels.Matrices;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class SoftmaxCrossEntropyTests
{
    private const int Rows = 3;

    /// <summary>Sizes around every vector width, around a block of 1,024, a real vocabulary, and one with longer blocks.</summary>
    public static TheoryData<int, float> Sizes =>
        new MatrixTheoryData<int, float>([1, 3, 15, 16, 17, 33, 100, 1023, 1024, 1025, 2051, 30_000, 300_001], [0f, 0.1f]);

    [Fact]
    public void VectorWidth_InRestrictedProcess_IsAsDemanded() => Assert.True(InstructionSets.AreAsDemanded);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ForwardBackward_RandomLogits_MatchesScalarReference(int vocab, float labelSmoothing)
    {
        (Matrix logits, int[] targets) = Inputs(vocab);
        (double expectedLoss, double[,] expectedGradient) = Reference(ToDouble(logits), targets, labelSmoothing);

        double loss = SoftmaxCrossEntropy.ForwardBackward(logits, targets, labelSmoothing, scale: 1f);

        Assert.Equal(expectedLoss, loss, 2e-6 * expectedLoss + 1e-6);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < vocab; column++)
            {
                double expected = expectedGradient[row, column];
                double tolerance = (2e-6 * Math.Abs(expected)) + (column == targets[row] ? 2e-7 : 2e-6 / vocab);
                if (!(Math.Abs(expected - logits[row, column]) <= tolerance))
                {
                    Assert.Fail($"[{row}, {column}]: expected {expected}, got {logits[row, column]}.");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_RandomLogits_GivesTheSameLossAndKeepsTheLogits(int vocab, float labelSmoothing)
    {
        (Matrix logits, int[] targets) = Inputs(vocab);
        Matrix before = Copy(logits);

        double loss = SoftmaxCrossEntropy.Forward(logits, targets, labelSmoothing);

        AssertClose(ToDouble(before), logits, tolerance: 0);
        Assert.Equal(SoftmaxCrossEntropy.ForwardBackward(logits, targets, labelSmoothing, scale: 1f), loss);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    public void ForwardBackward_SmallRow_MatchesNumericGradient(float labelSmoothing)
    {
        (Matrix logits, int[] targets) = Inputs(19);
        double[,] x = ToDouble(logits);
        double[,] expected = NumericGradient(x, () => 0.25 * Reference(x, targets, labelSmoothing).Loss);

        SoftmaxCrossEntropy.ForwardBackward(logits, targets, labelSmoothing, scale: 0.25f);

        AssertClose(expected, logits, 1e-6);
    }

    [Theory]
    [InlineData(1000f)]
    [InlineData(-1000f)]
    [InlineData(1e30f)]
    public void ForwardBackward_AllLogitsShifted_StaysFinite(float shift)
    {
        Matrix logits = Matrix.Allocate(1, 40);
        logits.Fill(shift);

        double loss = SoftmaxCrossEntropy.ForwardBackward(logits, [7], labelSmoothing: 0f, scale: 1f);

        Assert.Equal(Math.Log(40), loss, Math.Abs(shift) > 1e6 ? double.PositiveInfinity : 1e-4);
        Assert.Equal(-39f / 40f, logits[0, 7], 1e-6f);
        Assert.Equal(1f / 40f, logits[0, 8], 1e-6f);
    }

    [Fact]
    public void ForwardBackward_GreatestLogitComesLast_RescalesEarlierBlocks()
    {
        Matrix logits = Matrix.Allocate(1, 5000);
        for (int i = 0; i < 5000; i++)
        {
            logits[0, i] = i * 0.05f;
        }

        (double expectedLoss, double[,] expectedGradient) = Reference(ToDouble(logits), [4990], 0f);

        double loss = SoftmaxCrossEntropy.ForwardBackward(logits, [4990], labelSmoothing: 0f, scale: 1f);

        Assert.Equal(expectedLoss, loss, 1e-5);
        AssertClose(expectedGradient, logits, 1e-6);
    }

    [Fact]
    public void ForwardBackward_MaskedClassesAreMinusInfinity_GetNoGradient()
    {
        Matrix logits = Matrix.From(1, 20, [0f, 0f, .. Enumerable.Repeat(float.NegativeInfinity, 18)]);

        double loss = SoftmaxCrossEntropy.ForwardBackward(logits, [1], labelSmoothing: 0f, scale: 1f);

        Assert.Equal(Math.Log(2), loss, 1e-7);
        Assert.Equal([0.5f, -0.5f, .. Enumerable.Repeat(0f, 18)], logits.Row(0).ToArray());
    }

    [Fact]
    public void ForwardBackward_LogitIsNaN_LossIsNaN()
    {
        Matrix logits = Matrix.Allocate(2, 30);
        logits[1, 3] = float.NaN;

        Assert.True(double.IsNaN(SoftmaxCrossEntropy.ForwardBackward(logits, [0, 0], labelSmoothing: 0f, scale: 1f)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void Forward_TargetIsNoClass_Throws(int target)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => SoftmaxCrossEntropy.Forward(Matrix.Allocate(2, 5), [0, target], 0f));

        Assert.Contains("The target of row 1 must be from 0 to 4.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void Forward_LabelSmoothingIsNoShare_Throws(float labelSmoothing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxCrossEntropy.Forward(Matrix.Allocate(1, 5), [0], labelSmoothing));

    [Theory]
    [InlineData(new float[0], double.NegativeInfinity)]
    [InlineData(new[] { 3f }, 3.0)]
    [InlineData(new[] { 1e38f, 1e38f }, (double)1e38f)]
    [InlineData(new[] { -3e38f }, (double)-3e38f)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, double.NegativeInfinity)]
    [InlineData(new[] { float.NegativeInfinity, 2f }, 2.0)]
    [InlineData(new[] { float.PositiveInfinity, 2f }, double.NaN)]
    [InlineData(new[] { float.NaN, 2f }, double.NaN)]
    [InlineData(new[] { 2f, float.NaN }, double.NaN)]
    public void LogSumExp_SpecialElements_GivesTheLimit(float[] logits, double expected)
    {
        Assert.Equal(expected, SoftmaxCrossEntropy.LogSumExp(logits));

        // The same elements in whole vectors rather than in a remainder.
        float[] padded = [.. Enumerable.Repeat(float.NegativeInfinity, 64 - logits.Length), .. logits];
        Assert.Equal(expected, SoftmaxCrossEntropy.LogSumExp(padded));
    }

    [Fact]
    public void LogSumExp_AllLengths_MatchesScalarReference()
    {
        System.Random random = new(1);
        for (int length = 1; length <= 257; length++)
        {
            float[] logits = [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 20f) - 10f)];

            Assert.Equal(Math.Log(logits.Sum(x => Math.Exp(x))), SoftmaxCrossEntropy.LogSumExp(logits), 1e-6);
        }
    }

    [Fact]
    public void LogSumExp_ManyEqualElements_DoesNotDrift()
    {
        float[] logits = new float[3_000_000];

        Assert.Equal(Math.Log(3_000_000), SoftmaxCrossEntropy.LogSumExp(logits), 1e-9);
    }

    [Fact]
    public void ForwardBackward_Warm_AllocatesNothing()
    {
        (Matrix logits, int[] targets) = Inputs(2051);

        Assert.Equal(0, Allocations.Warm(() => SoftmaxCrossEntropy.ForwardBackward(logits, targets, 0.1f, 1f)));
    }

    private static (Matrix Logits, int[] Targets) Inputs(int vocab)
    {
        Matrix logits = Matrices.Uniform(new System.Random(1), Rows, vocab, 8f);
        return (logits, [0, vocab / 2, vocab - 1]);
    }

    private static (double Loss, double[,] Gradient) Reference(double[,] logits, int[] targets, double labelSmoothing)
    {
        labelSmoothing = (float)labelSmoothing;
        int vocab = logits.GetLength(1);
        double loss = 0;
        double[,] gradient = new double[logits.GetLength(0), vocab];
        for (int row = 0; row < logits.GetLength(0); row++)
        {
            double largest = double.NegativeInfinity;
            double sum = 0;
            for (int column = 0; column < vocab; column++)
            {
                largest = Math.Max(largest, logits[row, column]);
            }

            for (int column = 0; column < vocab; column++)
            {
                sum += Math.Exp(logits[row, column] - largest);
            }

            for (int column = 0; column < vocab; column++)
            {
                double q = (labelSmoothing / vocab) + (column == targets[row] ? 1 - labelSmoothing : 0);
                double logProbability = logits[row, column] - largest - Math.Log(sum);
                loss -= q * logProbability;
                gradient[row, column] = Math.Exp(logProbability) - q;
            }
        }

        return (loss, gradient);
    }
}
