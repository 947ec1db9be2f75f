using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class SgdTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.9f)]
    public void Step_AnyLength_FollowsADoubleLoop(float momentum)
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
    public void Step_Warm_AllocatesNothing()
    {
        float[] p = Samples.Values(100, 1), g = Samples.Values(100, 2), u = new float[100];
        Samples.AssertAllocatesNothing(() => Sgd.Step(p, g, u, 0.1f, 0.9f, 1f));
    }

    [Fact]
    public void Step_SpansDiffer_Throws()
    {
        float[] three = new float[3], four = new float[4];

        Assert.Throws<ShapeException>(() => Sgd.Step(three, four, three, 0.1f, 0.9f, 1f));
        Assert.Throws<ShapeException>(() => Sgd.Step(three, three, four, 0.1f, 0.9f, 1f));
    }
}
