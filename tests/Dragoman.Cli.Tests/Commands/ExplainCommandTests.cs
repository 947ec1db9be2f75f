using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class ExplainCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Explain_Word_ShowsTheSevenParts()
    {
        CommandResult result = InProcess.Run("explain", "--model", model.Folder, "a b", "--word", "2").Expect(0);

        Assert.Equal("source        a b <eos>", result.Lines[0]);
        Assert.Equal("translation   alpha bravo <eos>", result.Lines[1]);
        Assert.Contains("Word 2 of 3: bravo", result.Lines);
        string[] parts = [.. result.Lines.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(line => line.Split(' ')[1])];
        Assert.Equal(7, parts.Length);
        Assert.Equal(("read", "predict"), (parts[0], parts[^1]));
        Assert.Contains("← written", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_Json_HoldsAllWords()
    {
        InProcess.Run("explain", "--model", model.Folder, "a", "b", "--json", _workspace["trace.json"]).Expect(0);

        JsonElement trace = JsonElement.Parse(File.ReadAllText(_workspace["trace.json"]));
        Assert.Equal(["alpha", "bravo", "<eos>"], trace.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("write").GetString()!));
        Assert.Equal(Path.GetFileName(model.Folder), trace.GetProperty("model").GetProperty("name").GetString());
    }

    [Fact]
    public void Explain_Html_HoldsAllSentences()
    {
        InProcess.Run("explain", "--model", model.Folder, "a b", "--also", "c", "--html", _workspace["lesson.html"]).Expect(0);

        string page = File.ReadAllText(_workspace["lesson.html"]);
        string traces = page.Split("id=\"dragoman-traces\">")[1].Split("</script>")[0];
        Assert.Equal(["a b", "c"], JsonElement.Parse(traces).EnumerateArray().Select(trace => trace.GetProperty("title").GetString()!));
    }

    [Fact]
    public void Explain_Prefix_IsFollowed()
    {
        CommandResult result = InProcess.Run("explain", "--model", model.Folder, "a b", "--prefix", "echo").Expect(0);

        Assert.StartsWith("translation   echo ", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_PhrasesAndRules_AreFollowedAsByTranslate()
    {
        string constraints = _workspace.Write("constraints", "{\"must\":[\"echo delta\"],\"not\":[\"alpha\"]}\n");
        string[] search = ["--model", model.Folder, "--beam", "8", "--no-repeat-ngram", "2", "--precision", "int8"];
        CommandResult expected = InProcess.RunWithInput("a b", ["translate", .. search, "--constraints", constraints]).Expect(0);

        CommandResult result = InProcess.Run(["explain", "a b", .. search, "--must", "echo delta", "--not", "alpha"]).Expect(0);

        Assert.StartsWith($"translation   {Assert.Single(expected.Lines)}", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_UnknownWord_IsMarked()
    {
        CommandResult result = InProcess.Run("explain", "--model", model.Folder, "a zebra").Expect(0);

        Assert.Equal("source        a zebra* <eos>", result.Lines[0]);
        Assert.Contains("* not in the model's vocabulary: read as <unk>", result.Lines);
    }

    [Theory]
    [InlineData(2, "has 3 words", "a b", "--word", "9")]
    [InlineData(1, "\"horse\"", "a b", "--prefix", "horse")]
    [InlineData(1, "blank", " ")]
    [InlineData(2, "--prefix would have no effect", "a b", "--target", "alpha", "--prefix", "alpha")]
    [InlineData(2, "--not would have no effect", "a b", "--target", "alpha", "--not", "alpha")]
    [InlineData(1, "which needs beam search", "a b", "--must", "alpha", "--beam", "1")]
    [InlineData(2, "--also is for", "a b", "--also", "c")]
    [InlineData(2, "--word would have no effect", "a b", "--word", "1", "--json", "-")]
    public void Explain_WhatCannotBe_IsSaid(int code, string part, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["explain", "--model", model.Folder, .. arguments]).Expect(code);

        Assert.Contains(part, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
