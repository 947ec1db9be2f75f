using System.Text.RegularExpressions;

namespace Dragoman.Cli.Tests.Commands;

/// <summary><c>dragoman train --dashboard</c>, as a process of its own.</summary>
public sealed partial class DashboardTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_OfATraining_ShowsItLive_AndChangesNoBit()
    {
        string pairs = _workspace.WriteCorpus();
        InProcess.Run(Training(pairs, "plain")).Expect(0);
        using ChildProcess training = ChildProcess.Start([.. Training(pairs, "watched"), "--dashboard"]);
        using HttpClient client = new() { BaseAddress = await AddressOf(training) };

        string page = await client.GetStringAsync(new Uri("/training", UriKind.Relative), Cancellation);
        int validations = await CountMetrics(client, most: 2);
        CommandResult result = training.Finish().Expect(0);

        Assert.Contains("<html", page, StringComparison.Ordinal);
        Assert.Equal(2, validations);
        Assert.DoesNotContain("fail:", result.Error, StringComparison.Ordinal);
        foreach (string name in new[] { "config.json", "model.safetensors", "source.vocab", "target.vocab" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(_workspace["plain"], name)), File.ReadAllBytes(Path.Combine(_workspace["watched"], name)));
        }
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Training(string pairs, string name) =>
    [
        "train", "--data", pairs, "--model", _workspace[name], .. Workspace.TinyRecipe, "--set", "training.maximumEpochs=60", "--set", "training.patience=0",
    ];

    private static async Task<Uri> AddressOf(ChildProcess training)
    {
        for (int look = 0; look < 600; look++)
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
