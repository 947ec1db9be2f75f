using Dragoman.Visualization;

namespace Dragoman.Tests.Visualization;

public sealed class HeatColorTests
{
    [Fact]
    public void Of_RisingWeight_GetsDarkerAndTurnsTheTextOnce()
    {
        HeatColor[] colors = [.. Enumerable.Range(0, 101).Select(step => HeatColor.Of(step / 100f))];
        Assert.All(colors.Zip(colors.Skip(1)), pair => Assert.True(
            pair.First.Red + pair.First.Green + pair.First.Blue > pair.Second.Red + pair.Second.Green + pair.Second.Blue));
        Assert.Single(colors.Zip(colors.Skip(1)), pair => pair.First.IsDark != pair.Second.IsDark);
        Assert.True(colors[100].IsDark);
    }

    [Theory]
    [InlineData(-1f, "#f1f6fc")]
    [InlineData(0.5f, "#6baed6")]
    [InlineData(2f, "#08306b")]
    public void Of_Weight_GivesTheStop(float weight, string css)
    {
        Assert.Equal(css, HeatColor.Of(weight).Css);
    }
}
