using System.Numerics.Tensors;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class CrossEntropyLossTests
{
    private static readonly int[] Rows = [0, 1, 2, 3, 4];
    private static readonly int[] Targets = [2, 0, 6, 2, 3];

    private readonly ParameterSet _parameters = new();
    private readonly Parameter _w;
    private readonly Parameter _b;
    private readonly Parameter _x;
    private readonly Weight _weight;

    public CrossEntropyLossTests()
    {
        _w = _parameters.Matrix("w", 7, 4, 1);
        _b = _parameters.Vector("b", 7, 2);
        _x = _parameters.Table("x", 5, 4, 3);
        _weight = _w.Whole();
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    public void Apply_Recording_MatchesDifferences(float smoothing) =>
        GradientCheck.VerifySlopes(tape => Loss(tape, smoothing, scale: 1f), _parameters);

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    public void Apply_RandomRows_MatchesPlainLoops(float smoothing)
    {
        double loss = 0;
        double[,] dx = new double[5, 4];
        for (int row = 0; row < 5; row++)
        {
            double[] logits = [.. Enumerable.Range(0, 7).Select(Logit)];
            double sum = logits.Sum(Math.Exp);
            for (int token = 0; token < 7; token++)
            {
                double wanted = ((1 - smoothing) * (token == Targets[row] ? 1 : 0)) + (smoothing / 7.0);
                double probability = Math.Exp(logits[token]) / sum;
                loss -= wanted * Math.Log(probability);
                for (int unit = 0; unit < 4; unit++)
                {
                    dx[row, unit] += (probability - wanted) * _w.Value[token, unit];
                }
            }

            double Logit(int token) =>
                _b.Value[0, token] + Enumerable.Range(0, 4).Sum(unit => (double)_x.Value[row, unit] * _w.Value[token, unit]);
        }

        Tape tape = Sources.Recording(_parameters);
        Assert.Equal(loss, Loss(new Tape(), smoothing, scale: 1f), 1e-4);
        Assert.Equal(loss, Loss(tape, smoothing, scale: 0.25f), 1e-4);
        tape.Backward();
        Matrix actual = GradientCheck.Dense(tape.Gradients!, _x);
        for (int row = 0; row < 5; row++)
        {
            for (int unit = 0; unit < 4; unit++)
            {
                Assert.Equal(0.25 * dx[row, unit], actual[row, unit], 1e-5);
            }
        }
    }

    [Fact]
    public void Apply_LogitsOfSeveralChunks_EqualsTheRowsOneByOne()
    {
        const int Vocab = 3_000_000; // Two rows of logits fill a chunk.
        ParameterSet parameters = new();
        Parameter w = parameters.Matrix("w", Vocab, 1, 1);
        Parameter b = parameters.Vector("b", Vocab, 2);
        Parameter x = parameters.Table("x", 5, 1, 3);
        Weight weight = w.Whole();
        int[] targets = [7, Vocab - 1, 0, 1_500_000, 7];
        Tape whole = Sources.Recording(parameters);
        double loss = CrossEntropyLoss.Apply(whole, EmbeddingLookup.Apply(whole, x, Rows), weight, b, targets, 0.1f, 1f);
        whole.Backward();

        GradientBuffer gradients = new(parameters);
        Tape single = new(gradients);
        double sum = 0;
        for (int row = 0; row < 5; row++)
        {
            single.Reset();
            sum += CrossEntropyLoss.Apply(
                single, EmbeddingLookup.Apply(single, x, Rows.AsMemory(row, 1)), weight, b, targets.AsSpan(row, 1), 0.1f, 1f);
            single.Backward();
        }

        Assert.Equal(sum, loss, 1e-4);
        AssertClose(gradients.Dense(w), whole.Gradients!.Dense(w));
        AssertClose(gradients.Dense(b), whole.Gradients.Dense(b));
        AssertClose(GradientCheck.Dense(gradients, x), GradientCheck.Dense(whole.Gradients, x));
    }

    [Fact]
    public void Apply_TargetsOfOtherCount_Throws()
    {
        Tape tape = new();
        Assert.Throws<ShapeException>(() => CrossEntropyLoss.Apply(tape, tape.Zeros(4, 4), _weight, _b, Targets, 0f, 1f));
    }

    [Fact]
    public void Apply_NoRows_IsZero()
    {
        Tape tape = Sources.Recording(_parameters);
        Assert.Equal(0.0, CrossEntropyLoss.Apply(tape, tape.NewVariable(0, 4), _weight, _b, [], 0f, 1f));
    }

    private double Loss(Tape tape, float smoothing, float scale) =>
        CrossEntropyLoss.Apply(tape, EmbeddingLookup.Apply(tape, _x, Rows), _weight, _b, Targets, smoothing, scale);

    private static void AssertClose(Matrix expected, Matrix actual)
    {
        float[] difference = new float[expected.Length];
        TensorPrimitives.Subtract(expected.Span, actual.Span, difference);
        Assert.InRange(TensorPrimitives.MaxMagnitude<float>(difference), -1e-6f, 1e-6f);
    }
}
