using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class AttentionCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Attention_Redirected_DrawsWithoutEscapeSequences()
    {
        CommandResult result = InProcess.Run("attention", "--model", model.Folder, "a", "b").Expect(0);

        Assert.Equal("alpha bravo", result.Lines[0]);
        Assert.Contains(result.Lines, line => line.TrimStart().StartsWith("bravo", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public void Attention_SvgAndJson_WritesBothFiles()
    {
        CommandResult result = InProcess.Run(
            "attention", "--model", model.Folder, "a b", "--svg", _workspace["map.svg"], "--json", _workspace["map.json"]).Expect(0);

        Assert.Equal("", result.Output);
        Assert.StartsWith("<svg", File.ReadAllText(_workspace["map.svg"]), StringComparison.Ordinal);
        Assert.Equal("alpha", JsonElement.Parse(File.ReadAllText(_workspace["map.json"])).GetProperty("target")[0].GetString());
    }

    [Fact]
    public void Attention_ForcedTarget_ShowsItsTokens()
    {
        InProcess.Run("attention", "--model", model.Folder, "a b", "--target", "Echo alpha", "--json", _workspace["map.json"]).Expect(0);

        JsonElement map = JsonElement.Parse(File.ReadAllText(_workspace["map.json"]));
        Assert.Equal(["echo", "alpha", "<eos>"], map.GetProperty("target").EnumerateArray().Select(token => token.GetString()!));
    }

    [Fact]
    public void Attention_UnknownWord_IsMarkedEverywhere()
    {
        CommandResult drawn = InProcess.Run("attention", "--model", model.Folder, "a zebra").Expect(0);
        InProcess.Run("attention", "--model", model.Folder, "a zebra", "--svg", _workspace["map.svg"], "--json", _workspace["map.json"]).Expect(0);

        Assert.Contains(" zebra* ", drawn.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n* not in the model's vocabulary: read as <unk>\n", drawn.Output, StringComparison.Ordinal);
        Assert.Equal("warning: 1 of 2 tokens, in 1 line, is not in the model's vocabulary and read as <unk>: zebra.\n", drawn.Error);
        Assert.Contains("<text class=\"unknown\"", File.ReadAllText(_workspace["map.svg"]), StringComparison.Ordinal);
        Assert.Equal(1, JsonElement.Parse(File.ReadAllText(_workspace["map.json"])).GetProperty("unknown")[0].GetInt32());
    }

    [Fact]
    public void Attention_SentenceLikeAResponseFile_IsASentence()
    {
        InProcess.Run("attention", "--model", model.Folder, "@nobody [here]").Expect(0);
        InProcess.Run("attention", "--model", model.Folder, "-- a b").Expect(0);
        InProcess.Run("attention", "--model", model.Folder, "--", "--help", "--n-best").Expect(0);
    }

    [Fact]
    public void Attention_BlankSentence_SaysSo()
    {
        Assert.Equal("error: The sentence is blank.\n", InProcess.Run("attention", "--model", model.Folder, "  ").Expect(1).Error);
    }

    [Fact]
    public void Attention_ModelWithoutAttention_SaysWhichHaveIt()
    {
        string[] recipe = [.. Workspace.TinyRecipe.Select(word => word switch
        {
            "d2l-bahdanau" => "seq2seq-init",
            "model.attention.units=12" => "training.maximumUpdates=1", // Without attention there are no such units.
            _ => word,
        })];
        InProcess.Run(["train", "--data", _workspace.WriteCorpus(), "--model", _workspace["plain"], .. recipe]).Expect(0);

        CommandResult result = InProcess.Run("attention", "--model", _workspace["plain"], "a b").Expect(1);

        Assert.StartsWith("error: The model has no attention", result.Error, StringComparison.Ordinal);
        Assert.Equal(
            result.Error.Replace("nothing to draw", "nothing to align by", StringComparison.Ordinal),
            InProcess.Run("align", "--model", _workspace["plain"], "--data", _workspace["pairs.tsv"]).Expect(1).Error);
        Assert.Contains(
            "no source word to replace <unk> by",
            InProcess.Run("translate", "--model", _workspace["plain"], "--replace-unknown").Expect(1).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "nothing to align by",
            InProcess.RunWithInput("\n", "translate", "--model", _workspace["plain"], "--alignments", "pharaoh").Expect(1).Error,
            StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
