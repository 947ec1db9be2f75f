using Dragoman.Cli.Training;
using Dragoman.Serialization;

namespace Dragoman.Cli.Tests;

public sealed class JsonDisplayTests
{
    [Fact]
    public void Event_WithLettersOfAnyScript_KeepsThem()
    {
        using StringWriter output = new();

        new JsonDisplay(output).OnWarning("l'été, 漢字, \"so\"");

        Assert.Equal("{\"event\":\"warning\",\"message\":\"l'été, 漢字, \\\"so\\\"\"}\n", output.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(double.NaN, "{\"loss\":null}")]
    [InlineData(double.NegativeInfinity, "{\"loss\":null}")]
    [InlineData(null, "{\"loss\":null}")]
    [InlineData(0.5, "{\"loss\":0.5}")]
    public void Number_ThatJsonDoesNotKnow_IsNull(double? loss, string expected) =>
        Assert.Equal(expected, JsonLine.Of(json => JsonLine.WriteNumber(json, "loss", loss)));
}
