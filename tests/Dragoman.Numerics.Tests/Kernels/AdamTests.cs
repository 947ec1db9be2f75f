using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class AdamTests
{
    [Theory]
    [InlineData(1f)]
    [InlineData(0.25f)]
    public void Step_AnyLength_FollowsADoubleLoop(float gradientScale)
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] parameter = Samples.Values(length, 1);
            float[] first = new float[length], second = new float[length];
            AdamLoop loop = new(parameter, gradientScale);
            for (int update = 1; update <= 3; update++)
            {
                float[] gradient = Samples.Values(length, 10 * update);
                AdamStep step = Step(update, gradientScale);
                if (update == 2)
                {
                    Adam.Step(parameter, gradient: [], first, second, in step);
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
    public void Step_SmallMoments_KeepRelativePrecision()
    {
        // 1 − β2 must be 0.001 and not the float difference 1 − 0.999f, which is wrong from the fifth digit.
        float[] parameter = [1f], gradient = [1e-3f], first = [0f], second = [0f];

        Adam.Step(parameter, gradient, first, second, Step(1, 1f));

        Assert.Equal(1e-4, first[0], 1e-11);
        Assert.Equal(1e-9, second[0], 1e-15);
    }

    [Fact]
    public void Step_SpansDiffer_Throws()
    {
        float[] three = new float[3], four = new float[4];
        AdamStep step = Step(1, 1f);

        Assert.Throws<ShapeException>(() => Adam.Step(three, four, three, three, step));
        Assert.Throws<ShapeException>(() => Adam.Step(three, three, four, three, step));
        Assert.Throws<ShapeException>(() => Adam.Step(three, three, three, four, step));
        Assert.Throws<ShapeException>(() => Adam.Step(three, [], three, four, step));
    }

    [Fact]
    public void Step_Warm_AllocatesNothing()
    {
        float[] p = Samples.Values(100, 1), g = Samples.Values(100, 2), m = new float[100], v = new float[100];
        AdamStep step = Step(1, 1f);
        Samples.AssertAllocatesNothing(() =>
        {
            Adam.Step(p, g, m, v, in step);
            Adam.Step(p, gradient: [], m, v, in step);
        });
    }

    private static AdamStep Step(int update, float gradientScale) => new(
        0.01f,
        0.9f,
        0.999f,
        1e-8f,
        (float)(1 - Math.Pow(0.9, update)),
        (float)(1 - Math.Pow(0.999, update)),
        gradientScale);

    /// <summary>Algorithm 1 of the paper, as plainly as possible.</summary>
    private sealed class AdamLoop(float[] start, double gradientScale)
    {
        internal double[] Parameter { get; } = [.. start.Select(value => (double)value)];

        internal double[] First { get; } = new double[start.Length];

        internal double[] Second { get; } = new double[start.Length];

        internal void Step(float[] gradient, int update)
        {
            for (int index = 0; index < gradient.Length; index++)
            {
                double g = gradientScale * gradient[index];
                First[index] = (0.9 * First[index]) + (0.1 * g);
                Second[index] = (0.999 * Second[index]) + (0.001 * g * g);
                double mean = First[index] / (1 - Math.Pow(0.9, update));
                double root = Math.Sqrt(Second[index] / (1 - Math.Pow(0.999, update)));
                Parameter[index] -= 0.01 * mean / (root + 1e-8);
            }
        }
    }
}
