using Dragoman.Storage;

namespace Dragoman.Cli.Tests;

/// <summary>Training under the MPI launchers of this machine: the model of one process, and an end, whatever happens to a rank.</summary>
public sealed class RankedTrainingTests : IDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigStop = 19;

    private readonly Workspace _workspace = new();
    private readonly string _pairs;

    public RankedTrainingTests()
    {
        _pairs = _workspace.WriteCorpus();
    }

    /// <summary>The launchers that Debian knows by these names, those of Open MPI and MPICH.</summary>
    public static TheoryData<string> Launchers => ["mpirun.openmpi", "mpirun.mpich"];

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Train_TwoAndThreeRanks_WriteTheModelOfOneProcess(string launcher)
    {
        SkipUnlessInstalled(launcher);
        foreach (int ranks in new[] { 2, 3 })
        {
            InProcess.Run(Command($"alone{ranks}", threads: ranks)).Expect(0);
            CommandResult result = RunRanks(launcher, ranks, Command($"ranked{ranks}")).Expect(0);

            Assert.Contains($"{ranks} processes of 1 thread each", result.Output, StringComparison.Ordinal);
            Assert.Single(result.Lines, line => line.StartsWith("Training on", StringComparison.Ordinal));
            Assert.Equal(Weights($"alone{ranks}"), Weights($"ranked{ranks}"));
        }
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Kill_AnyRankAtRandomMoments_EndsTheJobAndLosesNothing(string launcher)
    {
        SkipUnlessInstalled(launcher);
        string[] longer = ["--set", "training.maximumEpochs=40"]; // So that it never ends before it is killed.
        RunRanks(launcher, 2, [.. Command("undisturbed"), .. longer]).Expect(0);
        Random random = new(5);
        for (int kill = 0; kill < 2; kill++)
        {
            using ChildProcess job = ChildProcess.StartRanks(launcher, 2, [.. Command("killed"), .. longer, "--resume"]);
            job.ReadUntil("Training on");
            for (int checkpoints = random.Next(1, 4); checkpoints > 0; checkpoints--)
            {
                job.ReadUntil("validated");
            }

            int[] ranks = RanksOf("killed");
            ChildProcess.Signal(ranks[random.Next(ranks.Length)], SigKill);
            Assert.NotEqual(0, job.Finish().ExitCode);
            AssertAllEnd("killed");
        }

        RunRanks(launcher, 2, [.. Command("killed"), .. longer, "--resume"]).Expect(0);
        Assert.Equal(Weights("undisturbed"), Weights("killed"));
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Hang_OfARank_EndsTheJobWithOneMessage(string launcher)
    {
        SkipUnlessInstalled(launcher);
        using ChildProcess job = ChildProcess.StartRanks(launcher, 2, [.. Command("hung"), "--set", "training.maximumEpochs=100000", "--rank-timeout", "10"]);
        job.ReadUntil("validated");
        ChildProcess.Signal(RanksOf("hung")[^1], SigStop);

        CommandResult result = job.Finish();

        Assert.NotEqual(0, result.ExitCode);
        Assert.Single(result.Error.Split('\n'), line => line.Contains("has waited 10 s for the other ranks", StringComparison.Ordinal));
        AssertAllEnd("hung");
        Assert.True(new ModelFolder(_workspace["hung"]).ReadPosition().Update > 0);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Signal_ToOneRank_StopsAllWithACheckpoint(string launcher)
    {
        SkipUnlessInstalled(launcher);
        using ChildProcess job = ChildProcess.StartRanks(launcher, 2, [.. Command("stopped"), "--set", "training.maximumEpochs=100000"]);
        job.ReadUntil("validated");
        ChildProcess.Signal(RanksOf("stopped")[^1], SigTerm);

        CommandResult result = job.Finish();

        Assert.Contains("The checkpoint is written. Continue with:", result.Output, StringComparison.Ordinal);
        Assert.True(new ModelFolder(_workspace["stopped"]).ReadPosition().Update > 0);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Train_FolderIsTaken_IsToldOnce(string launcher)
    {
        SkipUnlessInstalled(launcher);
        InProcess.Run(Command("taken")).Expect(0);
        CommandResult result = RunRanks(launcher, 2, Command("taken"));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Single(result.Error.Split('\n'), line => line.StartsWith("error: rank 0 of 2 on ", StringComparison.Ordinal) && line.Contains("holds a model already", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void OtherVerbs_UnderALauncher_AreRefused(string launcher)
    {
        SkipUnlessInstalled(launcher);
        CommandResult result = RunRanks(launcher, 2, ["presets"]);
        Assert.Contains("only train shares its work", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("default", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void RankOptions_WithoutALauncher_AreRefused()
    {
        CommandResult result = InProcess.Run([.. Command("alone"), "--gradients", "half"]).Expect(2);
        Assert.Contains("--gradients has no effect, for no mpirun has started this process.", result.Error, StringComparison.Ordinal);
    }

    private static void SkipUnlessInstalled(string launcher) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, launcher))),
        $"{launcher} is not installed (Debian: openmpi-bin, mpich).");

    private static CommandResult RunRanks(string launcher, int count, string[] arguments)
    {
        using ChildProcess job = ChildProcess.StartRanks(launcher, count, arguments);
        return job.Finish();
    }

    private string[] Command(string folder, int threads = 1) =>
    [
        "train", "--data", _pairs, "--model", _workspace[folder], .. Workspace.TinyRecipe.Select(word => word == "1" ? $"{threads}" : word),
        "--set", "training.maximumEpochs=8", "--set", "training.patience=0",
    ];

    /// <summary>The processes that train into a folder, by falling rank or rising, as the launcher likes.</summary>
    private int[] RanksOf(string folder) =>
    [
        .. from process in Directory.GetDirectories("/proc")
           where int.TryParse(Path.GetFileName(process), out _)
           let words = WordsOf(process)
           where words.Length > 0 && words[0].EndsWith("/dragoman", StringComparison.Ordinal) && words.Contains(_workspace[folder])
           let number = int.Parse(Path.GetFileName(process), System.Globalization.CultureInfo.InvariantCulture)
           orderby number
           select number,
    ];

    /// <summary>The launcher may be gone a moment before the ranks that it has killed.</summary>
    private void AssertAllEnd(string folder) =>
        Assert.True(SpinWait.SpinUntil(() => RanksOf(folder).Length == 0, TimeSpan.FromMinutes(1)), "A rank goes on without its launcher.");

    private static string[] WordsOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // It has ended.
        }
    }

    private byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(_workspace[folder], ModelFolder.WeightsName));
}
