using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class OptimizerKernelTests
{
    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(0.01f, 0.25f)]
    public void AdamStep_AnyLength_FollowsADoubleLoop(float weightDecay, float gradientScale)
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] parameter = Samples.Values(length, 1);
            float[] first = new float[length], second = new float[length];
            AdamLoop loop = new(parameter, weightDecay, gradientScale);
            for (int update = 1; update <= 3; update++)
            {
                float[] gradient = Samples.Values(length, 10 * update);
                AdamStep step = Step(update, weightDecay, gradientScale);
                if (update == 2)
                {
                    Adam.StepWithoutGradient(parameter, first, second, in step);
                    loop.Step(new float[length], update);
                }
                else
                {
                    Adam.Step(parameter, gradient, first, second, in step);
                    loop.Step(gradient, update);
                }
            }

            Samples.AssertClose(loop.Parameter, parameter, 1e-6);
            Samples.AssertClose(loop.First, first, 1e-6);
            Samples.AssertClose(loop.Second, second, 1e-6);
        }
    }

    [Fact]
    public void AdamStep_SmallMoments_KeepRelativePrecision()
    {
        // 1 − β2 must be 0.001 and not the float difference 1 − 0.999f, which is wrong from the fifth digit.
        float[] parameter = [1f], gradient = [1e-3f], first = [0f], second = [0f];

        Adam.Step(parameter, gradient, first, second, Step(1, 0f, 1f));

        Assert.Equal(1e-4, first[0], 1e-11);
        Assert.Equal(1e-9, second[0], 1e-15);
    }

    [Fact]
    public void AdamStep_SpansDiffer_Throws()
    {
        float[] three = new float[3], four = new float[4];
        AdamStep step = Step(1, 0f, 1f);

        Assert.Throws<ShapeException>(() => Adam.Step(three, four, three, three, step));
        Assert.Throws<ShapeException>(() => Adam.Step(three, three, four, three, step));
        Assert.Throws<ShapeException>(() => Adam.Step(three, three, three, four, step));
        Assert.Throws<ShapeException>(() => Adam.StepWithoutGradient(three, three, four, step));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.9f)]
    public void SgdStep_AnyLength_FollowsADoubleLoop(float momentum)
    {
        foreach (int length in (int[])[0, 1, 7, 16, 257, 1023, 1024, 2500])
        {
            float[] parameter = Samples.Values(length, 1);
            double[] expected = [.. parameter.Select(value => (double)value)];
            double[] velocity = new double[length];
            float[] actualVelocity = momentum == 0f ? [] : new float[length];
            for (int update = 1; update <= 3; update++)
            {
                float[] gradient = Samples.Values(length, update);
                Sgd.Step(parameter, gradient, actualVelocity, 0.1f, momentum, 0.5f);
                for (int index = 0; index < length; index++)
                {
                    velocity[index] = (momentum * velocity[index]) + (0.5 * gradient[index]);
                    expected[index] -= 0.1 * velocity[index];
                }
            }

            Samples.AssertClose(expected, parameter, 1e-6);
        }
    }

    [Fact]
    public void AdadeltaStep_AnyLength_FollowsADoubleLoop()
    {
        const double Rho = 0.95, Epsilon = 1e-6;
        for (int length = 0; length <= 257; length++)
        {
            float[] parameter = Samples.Values(length, 1);
            float[] square = new float[length], delta = new float[length];
            double[] expected = [.. parameter.Select(value => (double)value)];
            double[] s = new double[length], d = new double[length];
            for (int update = 1; update <= 3; update++)
            {
                float[] gradient = Samples.Values(length, update);
                Adadelta.Step(parameter, gradient, square, delta, 0.95f, 1e-6f, 0.5f, 2f);
                for (int index = 0; index < length; index++)
                {
                    double g = 2.0 * gradient[index];
                    s[index] = (Rho * s[index]) + ((1 - Rho) * g * g);
                    double step = Math.Sqrt(d[index] + Epsilon) / Math.Sqrt(s[index] + Epsilon) * g;
                    d[index] = (Rho * d[index]) + ((1 - Rho) * step * step);
                    expected[index] -= 0.5 * step;
                }
            }

            Samples.AssertClose(expected, parameter, 1e-6);
            Samples.AssertClose(s, square, 1e-6);
            Samples.AssertClose(d, delta, 1e-6);
        }
    }

    [Fact]
    public void SumOfSquares_AnyLength_EqualsDoubleSum()
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] values = Samples.Values(length, length);
            double expected = values.Sum(value => (double)value * value);

            Assert.Equal(expected, Norms.SumOfSquares(values), 1e-12 * Math.Max(1.0, expected));
        }
    }

    [Fact]
    public void SumOfSquares_LargeAndSmall_NeitherOverflowsNorLoses()
    {
        float[] values = new float[1001];
        Array.Fill(values, 1e30f);
        values[500] = 1e-30f;

        Assert.Equal(1e63, Norms.SumOfSquares(values), 1e57);
        Assert.Equal(double.NaN, Norms.SumOfSquares([1f, float.NaN]));
    }

    [Fact]
    public void Steps_Warm_AllocateNothing()
    {
        float[] p = Samples.Values(100, 1), g = Samples.Values(100, 2), a = new float[100], b = new float[100];
        AdamStep step = Step(1, 0f, 1f);
        Samples.AssertAllocatesNothing(() =>
        {
            Adam.Step(p, g, a, b, in step);
            Adam.StepWithoutGradient(p, a, b, in step);
            Sgd.Step(p, g, a, 0.1f, 0.9f, 1f);
            Adadelta.Step(p, g, a, b, 0.95f, 1e-6f, 1f, 1f);
            _ = Norms.SumOfSquares(p);
        });
    }

    private static AdamStep Step(int update, float weightDecay, float gradientScale) => new(
        0.01f,
        0.9f,
        0.999f,
        1e-8f,
        (float)(1 - Math.Pow(0.9, update)),
        (float)(1 - Math.Pow(0.999, update)),
        gradientScale,
        weightDecay);

    /// <summary>Algorithm 1 of the paper, as plainly as possible.</summary>
    private sealed class AdamLoop(float[] start, double weightDecay, double gradientScale)
    {
        internal double[] Parameter { get; } = [.. start.Select(value => (double)value)];

        internal double[] First { get; } = new double[start.Length];

        internal double[] Second { get; } = new double[start.Length];

        internal void Step(float[] gradient, int update)
        {
            for (int index = 0; index < gradient.Length; index++)
            {
                double g = (gradientScale * gradient[index]) + (weightDecay * Parameter[index]);
                First[index] = (0.9 * First[index]) + (0.1 * g);
                Second[index] = (0.999 * Second[index]) + (0.001 * g * g);
                double mean = First[index] / (1 - Math.Pow(0.9, update));
                double root = Math.Sqrt(Second[index] / (1 - Math.Pow(0.999, update)));
                Parameter[index] -= 0.01 * mean / (root + 1e-8);
            }
        }
    }
}
