using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class NeighboursCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("encoder", "[b]", 4)]
    [InlineData("decoder", "[bravo]", 4)]
    [InlineData("context", "[bravo]", 1)]
    public void Neighbours_LearntCorpus_AreOfTheSameWord(string of, string word, int count)
    {
        string index = Index();

        CommandResult result = InProcess.Run(
            "neighbours", "--model", model.Folder, "--index", index, "a b c", "--of", of, "--position", "1", "--count", $"{count}").Expect(0);

        Assert.Equal(2 + count, result.Lines.Length);
        Assert.Contains(word, result.Lines[0], StringComparison.Ordinal);
        Assert.All(result.Lines[2..], line => Assert.Contains(word, line, StringComparison.Ordinal));
    }

    [Fact]
    public void Neighbours_Json_IsOneObject()
    {
        CommandResult result = InProcess.Run("neighbours", "--model", model.Folder, "--index", Index(), "a b", "--target", "bravo", "--of", "decoder", "--json").Expect(0);

        JsonElement json = JsonElement.Parse(Assert.Single(result.Lines));
        Assert.Equal("bravo", json.GetProperty("token").GetString());
        Assert.Equal(10, json.GetProperty("neighbours").GetArrayLength());
    }

    [Fact]
    public void Neighbours_NoIndex_SaysHowToMakeOne()
    {
        CommandResult result = InProcess.Run("neighbours", "--model", model.Folder, "a b").Expect(1);

        Assert.Contains($"Make it once: dragoman index --model {model.Folder} --data FILE", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Neighbours_Search_IsThatOfTheUser()
    {
        string[] longer = ["--of", "decoder", "--position", "3", "--min-length", "4"];

        InProcess.Run(["neighbours", "--model", model.Folder, "--index", Index(), "a b c", .. longer]).Expect(0);
        CommandResult refused = InProcess.Run(["neighbours", "--model", model.Folder, "a b c", "--target", "alpha", .. longer]).Expect(2);

        Assert.Contains("--min-length would have no effect: with --target nothing is searched for.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Neighbours_NoSuchToken_SaysWhichThereAre()
    {
        CommandResult result = InProcess.Run("neighbours", "--model", model.Folder, "--index", Index(), "a b", "--position", "7").Expect(1);

        Assert.Equal("error: There is no token 7: the source sentence has tokens 0 to 2, the end token counted.\n", result.Error);
    }

    [Fact]
    public void Index_DefaultPlace_IsTheModelFolderAndOutlivesTraining()
    {
        string copy = _workspace.CopyOf(model.Folder);

        CommandResult result = InProcess.Run("index", "--model", copy, "--data", model.Pairs, "--states", "50").Expect(0);
        InProcess.Run("neighbours", "--model", copy, "a b").Expect(0);
        InProcess.Run("train", "--data", model.Pairs, "--model", copy, "--resume", "--set", "training.maximumEpochs=41", "--set", "training.patience=0").Expect(0);
        InProcess.Run("index", "--model", copy, "--data", model.Pairs, "--states", "50").Expect(0);
        InProcess.Run("neighbours", "--model", copy, "a b").Expect(0);

        string path = Path.Combine(copy, "neighbours.safetensors");
        Assert.StartsWith($"{path}: 50 encoder states, 50 decoder states, 50 contexts, of ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Index_WhatIsNotReadOrKnown_IsSaid()
    {
        string pairs = _workspace["odd.tsv"];
        File.WriteAllText(pairs, "a b c d e\talpha bravo\nz z\talpha\n\talpha\n\n");

        CommandResult result = InProcess.Run(
            "index", "--model", model.Folder, "--data", pairs, "--output", _workspace["index"], "--max-sentence-length", "4").Expect(0);

        Assert.Equal(
            [
                "warning: 1 pair has a side of more than 4 tokens (--max-sentence-length); what follows was not read.",
                "note: 2 pairs with a blank side left out.",
                "warning: 28.6 % of the source tokens are not in the model's vocabulary. Are these the pairs that it was trained on, source first?",
            ],
            result.ErrorLines);
    }

    [Fact]
    public void Neighbours_LongSentence_IsSaidToBeCut()
    {
        CommandResult result = InProcess.Run("neighbours", "--model", model.Folder, "--index", Index(), "a b c a b", "--max-sentence-length", "4").Expect(0);

        Assert.Equal(
            "warning: 1 line has more than 4 tokens; what follows was not read. Raise --max-sentence-length to read more.", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public void Index_OverItsCorpusOrModel_IsRefused()
    {
        string pairs = _workspace.WriteCorpus();
        string copy = _workspace.CopyOf(model.Folder);

        InProcess.Run("index", "--model", copy, "--data", pairs, "--output", pairs).Expect(2);
        InProcess.Run("index", "--model", copy, "--data", pairs, "--output", Path.Combine(copy, "model.safetensors")).Expect(2);
    }

    [Fact]
    public void Words_Sum_LeavesOutWhatWasAsked()
    {
        CommandResult table = InProcess.Run("words", "--model", model.Folder, "bravo", "--minus", "alpha", "--plus", "echo", "--side", "target").Expect(0);
        CommandResult json = InProcess.Run("words", "--model", model.Folder, "a", "--json", "--count", "2").Expect(0);

        Assert.Equal(["charlie", "delta", "foxtrot"], table.Lines.Select(line => line.Split(' ')[^1]).Order());
        Assert.Equal(2, JsonElement.Parse(json.Output).GetProperty("neighbours").GetArrayLength());
        Assert.Contains("The vocabulary has no word \"zulu\".", InProcess.Run("words", "--model", model.Folder, "zulu").Expect(1).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private string Index()
    {
        string path = _workspace["index"];
        InProcess.Run("index", "--model", model.Folder, "--data", model.Pairs, "--output", path).Expect(0);
        return path;
    }
}
