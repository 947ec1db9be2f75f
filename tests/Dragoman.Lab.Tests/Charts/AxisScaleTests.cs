using Dragoman.Lab.Charts;

namespace Dragoman.Lab.Tests.Charts;

public sealed class AxisScaleTests
{
    [Theory]
    [InlineData(1.2, 34.5, 6, "0 5 10 15 20 25 30 35")]
    [InlineData(50, 4000, 8, "0 500 1,000 1,500 2,000 2,500 3,000 3,500 4,000")]
    [InlineData(0.12, 0.31, 4, "0.10 0.15 0.20 0.25 0.30 0.35")]
    [InlineData(-2, 3, 5, "−2 −1 0 1 2 3")]
    [InlineData(0, 0, 5, "0 1")]
    [InlineData(2e9, 6e9, 4, "2e+9 3e+9 4e+9 5e+9 6e+9")]
    [InlineData(0.001, 0.003, 2, "0.001 0.002 0.003")]
    public void Over_Range_HasRoundTicks(double low, double high, int aimedSteps, string expected)
    {
        AxisScale axis = AxisScale.Over([low, high], aimedSteps);

        Assert.Equal(expected, string.Join(' ', axis.Ticks.Select(axis.Label)));
    }

    [Fact]
    public void Over_Nothing_RunsFromZeroToOne()
    {
        AxisScale axis = AxisScale.Over([], 5);

        Assert.Equal(0, axis.Position(0));
        Assert.Equal(1, axis.Position(1), 12);
    }

    [Fact]
    public void Over_AnyNumbers_LieBetweenTheEnds()
    {
        Random random = new(7);
        for (int draw = 0; draw < 1000; draw++)
        {
            double size = Math.Pow(10, random.Next(-330, 300)); // Below 1e-308 numbers lose digits and become zero.
            double[] values = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => size * (random.NextDouble() - random.Next(2)))];
            AxisScale axis = AxisScale.Over(values, 6);

            Assert.InRange(axis.StepCount, 1, 20);
            Assert.All(values, value => Assert.InRange(axis.Position(value), -1e-6, 1 + 1e-6));
            double[] ticks = [.. axis.Ticks];
            Assert.All(ticks, tick => Assert.True(double.IsFinite(tick)));
            Assert.Equal(ticks.Order(), ticks);
        }
    }
}
