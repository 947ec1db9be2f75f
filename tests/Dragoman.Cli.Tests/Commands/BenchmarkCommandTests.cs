using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

/// <summary><c>dragoman benchmark</c>, in its smallest sizes and shortest runs.</summary>
public sealed class BenchmarkCommandTests
{
    private static readonly string[] Infer = ["benchmark", "infer", "--config", "S", "--seconds", "0"];

    [Theory]
    [InlineData(0, "float32", "1")]
    [InlineData(50, "float32", "4")]
    [InlineData(50, "int8", "1")]
    public void Infer_Shortlist_IsMeasuredAndTold(int shortlist, string precision, string beam)
    {
        CommandResult result = InProcess.Run([.. Infer, "--json", "--batch", "2", "--beam", beam, "--precision", precision, "--shortlist", $"{shortlist}"]).Expect(0);

        JsonElement measured = JsonElement.Parse(Assert.Single(result.Lines));
        Assert.Equal((shortlist, 25), (measured.GetProperty("shortlist").GetInt32(), measured.GetProperty("outputLength").GetInt32()));
        Assert.True(measured.GetProperty("outputTokensPerSecond").GetDouble() > 0);
        Assert.True(measured.GetProperty("gflops").GetDouble() > 0);
    }

    [Fact]
    public void Infer_AsText_HasALineForEachFigure()
    {
        CommandResult result = InProcess.Run([.. Infer, "--shortlist", "50"]).Expect(0);

        Assert.Contains(result.Lines, line => line.StartsWith("shortlist ", StringComparison.Ordinal) && line.EndsWith(" 50", StringComparison.Ordinal));
    }

    [Fact]
    public void Infer_NegativeShortlist_IsRefused()
    {
        CommandResult result = InProcess.Run([.. Infer, "--shortlist", "-1"]).Expect(2);

        Assert.Contains("--shortlist is \"-1\"; it must be a whole number of at least 0.", result.Error, StringComparison.Ordinal);
    }
}
