using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly string _pairs;

    public TrainCommandTests()
    {
        _pairs = _workspace.WriteCorpus();
    }

    [Fact]
    public void Train_Process_GoesRoundTrip()
    {
        string model = _workspace["model"];
        CommandResult trained = ChildProcess.Run(
            "", ["train", "--data", _pairs, "--model", model, .. Workspace.TinyRecipe, "--set", "training.maximumEpochs=2"]).Expect(0);

        Assert.StartsWith("Training on ", trained.Lines[0], StringComparison.Ordinal);
        Assert.Contains(trained.Lines, line => line.StartsWith("epoch 2/2 validated", StringComparison.Ordinal));
        Assert.Equal($"  dragoman translate --model {model}", trained.Lines[^1]);
        Assert.Equal(2, ChildProcess.Run("a b\n\n", "translate", "--model", model).Expect(0).Output.Count(c => c == '\n'));
        Assert.Contains("BLEU|", ChildProcess.Run("", "evaluate", "--model", model, "--data", _pairs).Expect(0).Output, StringComparison.Ordinal);
        ChildProcess.Run("", "attention", "--model", model, "a b").Expect(0);
        Assert.Contains("2 whole epochs", ChildProcess.Run("", "inspect", model).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Json_WritesOneObjectALine()
    {
        CommandResult result = Train("model", 2, "--json").Expect(0);

        JsonElement[] events = [.. result.Lines.Select(line => JsonElement.Parse(line))];
        Assert.Equal("start", events[0].GetProperty("event").GetString());
        Assert.Equal(2, events.Count(item => item.GetProperty("event").GetString() == "validation"));
        Assert.Equal("end", events[^1].GetProperty("event").GetString());
        Assert.Equal("finished", events[^1].GetProperty("reason").GetString());
    }

    [Fact]
    public void Train_WordVectors_SaysWhichWordsHaveNone()
    {
        string numbers = string.Join(' ', Enumerable.Repeat("0.5", 12));
        string vectors = _workspace.Write("words.vec", $"4 12\na {numbers}\nb {numbers}\nc {numbers}\nd {numbers}\n");

        CommandResult plain = Train("plain", 1, "--source-embeddings", vectors).Expect(0);
        CommandResult json = Train("json", 1, "--target-embeddings", vectors, "--json").Expect(0);

        Assert.StartsWith($"{vectors}: vectors for 4 of 6 words; none for ", plain.Lines[0], StringComparison.Ordinal);
        JsonElement coverage = JsonElement.Parse(json.Lines[0]);
        Assert.Equal("embeddings", coverage.GetProperty("event").GetString());
        Assert.Equal(0, coverage.GetProperty("found").GetInt32());
        Assert.Equal(6, coverage.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public void Train_Alignments_GuideAttention()
    {
        string links = _workspace.Write("links", string.Concat(Enumerable.Repeat("0-0 1-1\n", 240)));
        string[] guided = ["--alignments", links, "--set", "training.guidedAlignment=0.5"];

        Train("guided", 1, guided).Expect(0);
        Train("free", 1).Expect(0);

        Assert.NotEqual(Weights("free"), Weights("guided"));
        Train("guided", 2, [.. guided, "--resume"]).Expect(0);
        Assert.Contains("training.guidedAlignment is 0", Train("other", 1, "--alignments", links).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("Give them with the pairs: --alignments FILE", Train("other", 1, guided[2..]).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TensorBoard_WritesEventsOrWarns()
    {
        Train("model", 1, "--tensorboard").Expect(0);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_workspace["other"]).FullName, "tensorboard"), "");
        CommandResult warned = Train("other", 1, "--tensorboard", "--json").Expect(0);

        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(Assert.Single(Directory.GetFiles(_workspace["model/tensorboard"]))), StringComparison.Ordinal);
        Assert.Single(warned.Lines, line => line.Contains("\"event\":\"warning\"", StringComparison.Ordinal));
        Assert.Equal(Weights("model"), Weights("other"));
    }

    [Fact]
    public void Train_SeveralCorpora_AreJoinedOrMixed()
    {
        string domain = _workspace.Write("domain.tsv", "a b c\tAlpha Bravo Charlie\na c\tAlpha Charlie\nb\tBravo\n");
        string source = _workspace.Write("more.en", "a b\n");
        string target = _workspace.Write("more.fr", "Alpha Bravo\n");
        string[] two = ["--data", domain, "--set", "data.validationShare=0"];

        Assert.StartsWith("Training on 243 pairs", Train("joined", 1, two).Expect(0).Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Training on 959 pairs", Train("mixed", 1, [.. two, "--weights", "1,3"]).Expect(0).Lines[0], StringComparison.Ordinal);
        InProcess.Run(
            ["train", "--source", source, "--target", target, "--source", source, "--target", target, "--weights", "1,2", "--model", _workspace["files"], .. Workspace.TinyRecipe, "--set", "training.maximumEpochs=1", .. two[2..]]).Expect(0);
        Train("mixed", 2, [.. two, "--weights", "1,3", "--resume"]).Expect(0);
        Train("straight", 2, [.. two, "--weights", "1,3"]).Expect(0);

        Assert.Equal(Weights("straight"), Weights("mixed"));
        Assert.Contains("are not those that training began with", Train("mixed", 3, [.. two, "--weights", "1,2", "--resume"]).Expect(2).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--weights is \"1,0\"; it must be positive numbers", "--data", "b.tsv", "--weights", "1,0")]
    [InlineData("it must be positive numbers", "--data", "b.tsv", "--weights", "1,-2")]
    [InlineData("it must be positive numbers", "--data", "b.tsv", "--weights", "1,NaN")]
    [InlineData("it must be positive numbers", "--data", "b.tsv", "--weights", "1;2")]
    [InlineData("names 3 shares, but there are 2 corpora", "--data", "b.tsv", "--weights", "1,2,3")]
    [InlineData("would have no effect: there is one corpus", "--weights", "1")]
    [InlineData("too far apart", "--data", "b.tsv", "--weights", "1,1e-30")]
    [InlineData("Leave out --weights", "--data", "b.tsv", "--weights", "1,2", "--alignments", "x")]
    public void Train_WeightsWithoutSense_AreRefused(string message, params string[] options) =>
        Assert.Contains(message, Train("model", 1, options).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public void Train_UnequalSourcesAndTargets_AreRefused() => Assert.Contains(
        "there are 2 and 1",
        InProcess.Run("train", "--source", "a", "--source", "b", "--target", "c", "--model", _workspace["model"]).Expect(2).Error,
        StringComparison.Ordinal);

    [Fact]
    public void Train_FolderHoldsAModel_IsRefusedAndKeepsIt()
    {
        Train("model", 1).Expect(0);
        byte[] weights = Weights("model");

        CommandResult result = Train("model", 1, "--seed", "2").Expect(1);

        Assert.Contains("holds a model already. Go on with its training with --resume", result.Error, StringComparison.Ordinal);
        Assert.Equal(weights, Weights("model"));
    }

    [Fact]
    public void Train_ResumedForLonger_EqualsALongRun()
    {
        Train("short", 2).Expect(0);
        Train("short", 4, "--resume").Expect(0);
        Train("long", 4).Expect(0);

        Assert.Equal(Weights("long"), Weights("short"));
        Assert.Contains("\"maximumEpochs\": 4", File.ReadAllText(Path.Combine(_workspace["short"], "config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ResumedFinished_ChangesNothing()
    {
        Train("model", 2).Expect(0);
        byte[] weights = Weights("model");

        CommandResult result = InProcess.Run("train", "--data", _pairs, "--model", _workspace["model"], "--resume").Expect(0);

        Assert.Contains("Finished after", result.Output, StringComparison.Ordinal);
        Assert.Equal(weights, Weights("model"));
    }

    [Fact]
    public void Train_ResumeContradicts_IsRefused()
    {
        Train("model", 1).Expect(0);

        CommandResult changed = InProcess.Run("train", "--data", _pairs, "--model", _workspace["model"], "--resume", "--set", "model.embedSize=24").Expect(2);
        CommandResult preset = InProcess.Run("train", "--data", _pairs, "--model", _workspace["model"], "--resume", "--preset", "d2l-lstm").Expect(2);

        Assert.Contains("model.embedSize (12 in ", changed.Error, StringComparison.Ordinal);
        Assert.Contains("24 on the command line", changed.Error, StringComparison.Ordinal);
        Assert.Contains("model.cell (\"gru\" in ", preset.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SameSeedAndThreads_GivesTheSameBits()
    {
        foreach (string threads in new[] { "1", "2" })
        {
            Train("first" + threads, 2, "--threads", threads).Expect(0);
            Train("second" + threads, 2, "--threads", threads).Expect(0);
            Assert.Equal(Weights("first" + threads), Weights("second" + threads));
        }

        Train("other", 2, "--seed", "5").Expect(0);
        Assert.NotEqual(Weights("first1"), Weights("other"));
    }

    [Fact]
    public void Train_FolderBusy_IsRefused()
    {
        Train("model", 1).Expect(0);
        using FileStream busy = new(Path.Combine(_workspace["model"], "training", ".lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        CommandResult result = Train("model", 2, "--resume").Expect(1);

        Assert.Contains("another process is training in this folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_LossExplodes_SaysSoAndKeepsTheCheckpoint()
    {
        CommandResult result = Train("model", 20, "--set", "training.optimizer.kind=sgd", "--set", "training.optimizer.learningRate=1e38", "--set", "training.optimizer.clipNorm=0");

        Assert.StartsWith("error: The loss became ", result.Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("Lower training.optimizer.learningRate", result.Error, StringComparison.Ordinal);
        InProcess.Run("inspect", _workspace["model"]).Expect(0);
    }

    [Fact]
    public void Train_DivergedAndResumedWithALowerRate_GoesOn()
    {
        Train("model", 1).Expect(0);
        Train("model", 2, "--resume", "--set", "training.optimizer.learningRate=3e38", "--set", "training.optimizer.clipNorm=0").Expect(1);

        CommandResult result = Train("model", 2, "--resume", "--set", "training.optimizer.learningRate=0.0005", "--set", "training.optimizer.clipNorm=0.5").Expect(0);

        Assert.Contains("Resumed after update", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ResumeWithoutTrainingState_IsRefusedAndKeepsTheModel()
    {
        Train("model", 1).Expect(0);
        Directory.Delete(Path.Combine(_workspace["model"], "training"), recursive: true);
        byte[] weights = Weights("model");

        CommandResult result = Train("model", 2, "--resume").Expect(1);

        Assert.Contains("the folder holds a model without training state", result.Error, StringComparison.Ordinal);
        Assert.Equal(weights, Weights("model"));
    }

    [Fact]
    public void Train_PairsCutAndUnknown_IsSaidInEveryDisplay()
    {
        string[] cut = ["--set", "data.encoding.maximumSourceLength=3", "--set", "data.vocabulary.maximumSize=6"];

        CommandResult plain = Train("plain", 1, cut).Expect(0);
        JsonElement start = JsonElement.Parse(Train("json", 1, [.. cut, "--json"]).Expect(0).Lines[0]);

        Assert.Contains(plain.Lines, line => line.StartsWith("Training: source ", StringComparison.Ordinal) && line.EndsWith(" unknown.", StringComparison.Ordinal));
        Assert.Contains(plain.Lines, line => line.StartsWith("Warning: ", StringComparison.Ordinal) && line.Contains("Raise data.vocabulary.maximumSize (6)", StringComparison.Ordinal));
        JsonElement training = start.GetProperty("training");
        Assert.True(training.GetProperty("cut").GetInt64() > 0);
        Assert.InRange(training.GetProperty("source").GetProperty("unknownShare").GetDouble(), 0.1, 1);
        Assert.Contains(start.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("data.encoding.maximumSourceLength (3)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--set", "training.optimizer.learningRate=NaN")]
    [InlineData("--set", "training.optimizer.learningRate=1e400")]
    [InlineData("--set", "training.patience=1.5")]
    [InlineData("--set", "training.patience=")]
    [InlineData("--threads", "2147483648")]
    [InlineData("--threads", "NaN")]
    [InlineData("--seed", "1e3")]
    [InlineData("--set", "model.maxoutUnits=8")]
    public void Train_NoSuchValueOrNoEffect_IsWrongUsage(string option, string value)
    {
        CommandResult result = InProcess.Run("train", "--data", _pairs, "--model", _workspace["model"], option, value).Expect(2);

        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Json", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace["model"]));
    }

    public void Dispose() => _workspace.Dispose();

    private CommandResult Train(string folder, int epochs, params string[] more)
    {
        string[] recipe = more.Contains("--threads") ? [.. Workspace.TinyRecipe.Where(word => word is not "--threads" and not "1")] : Workspace.TinyRecipe;
        return InProcess.Run(
            ["train", "--data", _pairs, "--model", _workspace[folder], .. recipe, "--set", $"training.maximumEpochs={epochs}", .. more]);
    }

    private byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(_workspace[folder], "model.safetensors"));
}
