using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class AdadeltaTests
{
    [Fact]
    public void Step_AnyLength_FollowsADoubleLoop()
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
                float[] gradient = update == 2 ? new float[length] : Samples.Values(length, update);
                Adadelta.Step(parameter, update == 2 ? [] : gradient, square, delta, 0.95f, 1e-6f, 0.5f, 2f);
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
    public void Step_Warm_AllocatesNothing()
    {
        float[] p = Samples.Values(100, 1), g = Samples.Values(100, 2), s = new float[100], d = new float[100];
        Samples.AssertAllocatesNothing(() => Adadelta.Step(p, g, s, d, 0.95f, 1e-6f, 1f, 1f));
    }

    [Fact]
    public void Step_SpansDiffer_Throws()
    {
        float[] three = new float[3], four = new float[4];

        Assert.Throws<ShapeException>(() => Adadelta.Step(three, four, three, three, 0.95f, 1e-6f, 1f, 1f));
        Assert.Throws<ShapeException>(() => Adadelta.Step(three, three, four, three, 0.95f, 1e-6f, 1f, 1f));
        Assert.Throws<ShapeException>(() => Adadelta.Step(three, three, three, four, 0.95f, 1e-6f, 1f, 1f));
    }
}
