using System.Globalization;
using System.Text.Json.Nodes;
using Dragoman.Storage;

namespace Dragoman.Cli.Tests;

/// <summary>Training that is stopped or killed anywhere and resumed ends in the same bits as training that nobody disturbed.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly string _pairs;
    private readonly byte[] _undisturbed;

    public ResumeTests()
    {
        _pairs = _workspace.WriteCorpus();
        InProcess.Run(Command("undisturbed")).Expect(0);
        _undisturbed = Weights("undisturbed");
    }

    [Fact]
    public void Kill_AtRandomMoments_LosesNothing()
    {
        string[] longer = ["--set", "training.maximumEpochs=96"]; // So that it never ends before it is killed.
        InProcess.Run([.. Command("whole"), .. longer]).Expect(0);
        Random random = new(11);
        for (int round = 0; round < 3; round++)
        {
            string folder = $"killed{round}";
            for (int kill = 0; kill < 2; kill++)
            {
                using ChildProcess child = ChildProcess.Start([.. Command(folder), .. longer, "--resume"]);
                child.ReadUntil("Training on");
                for (int checkpoints = random.Next(7); checkpoints > 0; checkpoints--)
                {
                    child.ReadUntil("validated");
                }

                child.KillAfter(TimeSpan.FromMilliseconds(random.Next(40)));
            }

            ChildProcess.Run("", [.. Command(folder), .. longer, "--resume"]).Expect(0);
            Assert.Equal(Weights("whole"), Weights(folder));
            Assert.Equal(Metrics("whole"), Metrics(folder));
        }
    }

    [Theory]
    [InlineData(2, 130)]
    [InlineData(15, 143)]
    public void Signal_WhileTraining_StopsWithACheckpoint(int signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using ChildProcess child = ChildProcess.Start([.. Command("stopped"), "--set", "training.maximumEpochs=1000000"]);
        child.ReadUntil("validated");
        child.Signal(signal);

        CommandResult result = child.Finish().Expect(exitCode);

        Assert.Contains("The checkpoint is written. Continue with:", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("--resume", result.Lines[^1], StringComparison.Ordinal);

        // However late the signal came, two epochs more.
        long epochs = new ModelFolder(_workspace["stopped"]).ReadPosition().Data.Epoch + 2;
        string[] more = ["--set", FormattableString.Invariant($"training.maximumEpochs={epochs}")];
        InProcess.Run([.. Command("stopped"), .. more, "--resume"]).Expect(0);
        InProcess.Run([.. Command("straight"), .. more]).Expect(0);
        Assert.Equal(Weights("straight"), Weights("stopped"));
        Assert.Equal(Metrics("straight"), Metrics("stopped"));
    }

    [Fact]
    public void Resume_OtherPairs_IsRefusedAndLosesNothing()
    {
        string others = _workspace.Write("others.tsv", File.ReadAllText(_pairs).Replace("a b", "b a", StringComparison.Ordinal));
        string[] command = [.. Command("undisturbed").Select(argument => argument == _pairs ? others : argument)];

        CommandResult result = InProcess.Run([.. command, "--resume"]).Expect(2);

        Assert.Contains("The training pairs are not those that training began with", result.Error, StringComparison.Ordinal);
        Assert.Equal(_undisturbed, Weights("undisturbed"));
    }

    [Fact]
    public void Resume_MetricsThatLostLines_SaysSoAndGoesOn()
    {
        string metrics = Path.Combine(_workspace["undisturbed"], "metrics.jsonl");
        long whole = new FileInfo(metrics).Length;
        string first = File.ReadLines(metrics).First() + "\n";
        File.WriteAllText(metrics, first + "{\"upd");

        CommandResult result = InProcess.Run([.. Command("undisturbed"), "--set", "training.maximumEpochs=25", "--resume"]).Expect(0);

        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"Warning: {metrics} has {first.Length:N0} of the {whole:N0} bytes that were written up to the checkpoint;"),
            result.Output,
            StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Command(string folder) =>
    [
        "train", "--data", _pairs, "--model", _workspace[folder], .. Workspace.TinyRecipe,
        "--set", "training.maximumEpochs=24", "--set", "training.validationInterval=12", "--set", "training.patience=0",
        "--set", "training.schedule=constant",
    ];

    /// <summary>The lines of the metrics, but for what is time.</summary>
    private string[] Metrics(string folder) =>
    [
        .. File.ReadLines(Path.Combine(_workspace[folder], "metrics.jsonl")).Select(line =>
        {
            JsonObject entry = JsonNode.Parse(line)!.AsObject();
            entry.Remove("seconds");
            entry.Remove("tokensPerSecond");
            return entry.ToJsonString();
        }),
    ];

    private byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(_workspace[folder], "model.safetensors"));
}
