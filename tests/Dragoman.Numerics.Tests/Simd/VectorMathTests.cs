using Dragoman.Numerics.Simd;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Simd;

public sealed class VectorMathTests
{
    public enum MathFunction
    {
        Exp,
        Log,
        Sigmoid,
        Tanh,
    }

    [Fact]
    public void VectorWidth_InRestrictedProcess_IsAsDemanded() => Assert.True(InstructionSets.AreAsDemanded);

    [Theory]
    [InlineData(MathFunction.Exp)]
    [InlineData(MathFunction.Log)]
    [InlineData(MathFunction.Sigmoid)]
    [InlineData(MathFunction.Tanh)]
    public void Apply_AllLengths_MatchesScalarAndWritesNothingBeyond(MathFunction function)
    {
        System.Random random = new(1);
        for (int length = 0; length <= 257; length++)
        {
            float[] x = new float[length];
            foreach (ref float value in x.AsSpan())
            {
                value = function == MathFunction.Log ? random.NextSingle() * 10f : (random.NextSingle() * 20f) - 10f;
            }

            float[] y = new float[length + 2];
            Array.Fill(y, 42f);

            Apply(function, x, y.AsSpan(1, length));

            Assert.Equal(42f, y[0]);
            Assert.Equal(42f, y[^1]);
            for (int i = 0; i < length; i++)
            {
                AssertRelative(Exact(function, x[i]), y[i + 1], 4e-7, x[i]);
            }
        }
    }

    [Theory]
    [InlineData(MathFunction.Exp)]
    [InlineData(MathFunction.Log)]
    [InlineData(MathFunction.Sigmoid)]
    [InlineData(MathFunction.Tanh)]
    public void Apply_InPlace_EqualsApart(MathFunction function)
    {
        float[] x = [.. Enumerable.Range(0, 67).Select(i => i / 7f)];
        float[] apart = new float[x.Length];
        Apply(function, x, apart);

        Apply(function, x, x);

        Assert.Equal(apart, x);
    }

    /// <summary>Every 4,999th float between the bounds: all exponents, odd and even mantissas.</summary>
    [Theory]
    [InlineData(MathFunction.Exp, -87.33f, 88.72f, 2e-7)]
    [InlineData(MathFunction.Log, float.Epsilon, float.MaxValue, 2e-7)]
    [InlineData(MathFunction.Sigmoid, -87f, 100f, 4e-7)]
    [InlineData(MathFunction.Tanh, -20f, 20f, 4e-7)]
    public void Apply_SweepOfFloats_IsAccurateToAFewUnitsInTheLastPlace(MathFunction function, float low, float high, double tolerance)
    {
        float[] x = Sweep(low, high, 4999);
        float[] y = new float[x.Length];

        Apply(function, x, y);

        for (int i = 0; i < x.Length; i++)
        {
            double exact = Exact(function, x[i]);
            AssertRelative(exact, y[i], tolerance, x[i]);
            if (function is MathFunction.Tanh or MathFunction.Sigmoid && Math.Abs(y[i]) > 1f)
            {
                Assert.Fail($"{function}({x[i]:R}) is {y[i]:R}, beyond 1.");
            }
        }
    }

    [Fact]
    public void Exp_ResultIsSubnormal_UnderflowsGradually()
    {
        float[] x = Repeat(-88f, -95f, -100f, -103f, -103.9f, -104.1f);
        float[] y = new float[x.Length];

        VectorMath.Exp(x, y);

        Assert.All(x.Zip(y), pair => Assert.Equal(Math.Exp(pair.First), pair.Second, 1.5 * float.Epsilon));
    }

    [Theory]
    [InlineData(MathFunction.Exp, float.NegativeInfinity, 0f)]
    [InlineData(MathFunction.Exp, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(MathFunction.Exp, float.MinValue, 0f)]
    [InlineData(MathFunction.Exp, float.MaxValue, float.PositiveInfinity)]
    [InlineData(MathFunction.Exp, 0f, 1f)]
    [InlineData(MathFunction.Exp, float.NaN, float.NaN)]
    [InlineData(MathFunction.Log, float.NegativeInfinity, float.NaN)]
    [InlineData(MathFunction.Log, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(MathFunction.Log, -1f, float.NaN)]
    [InlineData(MathFunction.Log, 0f, float.NegativeInfinity)]
    [InlineData(MathFunction.Log, 1f, 0f)]
    [InlineData(MathFunction.Log, float.NaN, float.NaN)]
    [InlineData(MathFunction.Sigmoid, float.NegativeInfinity, 0f)]
    [InlineData(MathFunction.Sigmoid, float.PositiveInfinity, 1f)]
    [InlineData(MathFunction.Sigmoid, float.MinValue, 0f)]
    [InlineData(MathFunction.Sigmoid, float.MaxValue, 1f)]
    [InlineData(MathFunction.Sigmoid, 0f, 0.5f)]
    [InlineData(MathFunction.Sigmoid, float.NaN, float.NaN)]
    [InlineData(MathFunction.Tanh, float.NegativeInfinity, -1f)]
    [InlineData(MathFunction.Tanh, float.PositiveInfinity, 1f)]
    [InlineData(MathFunction.Tanh, float.MinValue, -1f)]
    [InlineData(MathFunction.Tanh, float.MaxValue, 1f)]
    [InlineData(MathFunction.Tanh, 0f, 0f)]
    [InlineData(MathFunction.Tanh, 1e-30f, 1e-30f)]
    [InlineData(MathFunction.Tanh, float.NaN, float.NaN)]
    public void Apply_SpecialArgument_GivesTheLimit(MathFunction function, float x, float expected)
    {
        float[] y = new float[37];

        Apply(function, Repeat(x), y);

        Assert.All(y, value => Assert.Equal(expected, value));
    }

    [Fact]
    public void Tanh_DestinationIsShort_Throws()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => VectorMath.Tanh(new float[3], new float[2]));

        Assert.Equal("y: expected 3 elements, got 2.", error.Message);
    }

    private static void Apply(MathFunction function, ReadOnlySpan<float> x, Span<float> y)
    {
        switch (function)
        {
            case MathFunction.Exp:
                VectorMath.Exp(x, y);
                break;
            case MathFunction.Log:
                VectorMath.Log(x, y);
                break;
            case MathFunction.Sigmoid:
                VectorMath.Sigmoid(x, y);
                break;
            default:
                VectorMath.Tanh(x, y);
                break;
        }
    }

    private static double Exact(MathFunction function, double x) => function switch
    {
        MathFunction.Exp => Math.Exp(x),
        MathFunction.Log => Math.Log(x),
        MathFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => Math.Tanh(x),
    };

    private static void AssertRelative(double exact, float actual, double tolerance, float x)
    {
        if (!(Math.Abs(actual - exact) <= tolerance * Math.Abs(exact)))
        {
            Assert.Fail($"f({x:R}) is {exact:R}, got {actual:R}.");
        }
    }

    /// <summary>The values over and over, 37 in all: whole vectors and a remainder at every width.</summary>
    private static float[] Repeat(params float[] values) => [.. Enumerable.Range(0, 37).Select(i => values[i % values.Length])];

    private static float[] Sweep(float low, float high, int stride)
    {
        List<float> values = [];
        for (int bits = 0; bits < BitConverter.SingleToInt32Bits(float.PositiveInfinity) - stride; bits += stride)
        {
            float value = BitConverter.Int32BitsToSingle(bits);
            if (value >= low && value <= high)
            {
                values.Add(value);
            }

            if (-value >= low && -value <= high)
            {
                values.Add(-value);
            }
        }

        return [.. values];
    }
}
