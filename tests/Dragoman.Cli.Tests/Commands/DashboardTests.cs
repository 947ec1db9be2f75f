using System.Text.RegularExpressions;

namespace Dragoman.Cli.Tests.Commands;

/// <summary><c>dragoman train --dashboard</c>, as a process of its own.</summary>
public sealed partial class DashboardTests : IDisposable
{
    private const int Terminate = 15;

    private readonly Workspace _workspace = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_OfATraining_ShowsItLive()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using ChildProcess training = ChildProcess.Start([.. Training(_workspace.WriteCorpus(), "watched", epochs: 1_000_000), "--dashboard"]);
        using HttpClient client = new() { BaseAddress = await AddressOf(training) };

        string page = await client.GetStringAsync(new Uri("/training", UriKind.Relative), Cancellation);
        int validations = await CountMetrics(client, most: 2);
        training.Signal(Terminate);
        CommandResult result = training.Finish().Expect(128 + Terminate);

        Assert.Contains("<html", page, StringComparison.Ordinal);
        Assert.Equal(2, validations);
        Assert.DoesNotContain("fail:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dashboard_OfATraining_ChangesNoBit()
    {
        string pairs = _workspace.WriteCorpus();
        InProcess.Run(Training(pairs, "plain", epochs: 10)).Expect(0);

        ChildProcess.Run("", [.. Training(pairs, "watched", epochs: 10), "--dashboard"]).Expect(0);

        foreach (string name in new[] { "config.json", "model.safetensors", "source.vocab", "target.vocab" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(_workspace["plain"], name)), File.ReadAllBytes(Path.Combine(_workspace["watched"], name)));
        }
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Training(string pairs, string name, int epochs) =>
    [
        "train", "--data", pairs, "--model", _workspace[name], .. Workspace.TinyRecipe, "--set", $"training.maximumEpochs={epochs}", "--set", "training.patience=0",
    ];

    private static async Task<Uri> AddressOf(ChildProcess training)
    {
        for (int look = 0; look < 6000; look++)
        {
            if (Address().Match(training.ErrorSoFar) is { Success: true } match)
            {
                return new Uri(match.Value);
            }

            await Task.Delay(50, Cancellation);
        }

        throw new TimeoutException($"No address was said: {training.ErrorSoFar}");
    }

    /// <summary>Counts validations as they are told while the training runs.</summary>
    private static async Task<int> CountMetrics(HttpClient client, int most)
    {
        using StreamReader events = new(await client.GetStreamAsync(new Uri("/v1/training/runs/watched/events", UriKind.Relative), Cancellation));
        int count = 0;
        while (count < most && await events.ReadLineAsync(Cancellation) is { } line && line != "event: end")
        {
            count += line == "event: metrics" ? 1 : 0;
        }

        return count;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+(?=/training)")]
    private static partial Regex Address();
}
