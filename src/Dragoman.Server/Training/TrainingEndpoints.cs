using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using Dragoman.Server.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dragoman.Server.Training;

/// <summary><c>GET /v1/training/runs</c>, and of each run its metrics, its samples, and what is new as server-sent events.</summary>
internal static class TrainingEndpoints
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Adds the endpoints.</summary>
    internal static void MapTrainingRuns(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder runs = routes.MapGroup("/training/runs").WithTags("training");
        runs.MapGet("/", List).WithName("runs").WithSummary("Lists the trainings.");
        runs.MapGet("/{name}/metrics", Metrics).WithName("metrics").WithSummary("The validations of a training, in their order.");
        runs.MapGet("/{name}/samples", Samples).WithName("samples").WithSummary("Sentences translated at each validation.");
        runs.MapGet("/{name}/events", Events).WithName("events").WithSummary("What is new of a training, after a number of updates if one is said, as events: metrics, sample, end.")
            .DisableRequestTimeout();
    }

    private static Ok<IReadOnlyList<RunDescription>> List(TrainingRuns runs) =>
        TypedResults.Ok<IReadOnlyList<RunDescription>>([.. runs.All.Select(run => new RunDescription(run.Name, run.Folder, run.IsRunning()))]);

    private static LineArray Metrics(string name, TrainingRuns runs) => new(Find(name, runs).Metrics);

    private static LineArray Samples(string name, TrainingRuns runs) => new(Find(name, runs).Samples);

    private static ServerSentEventsResult<string> Events(
        string name, TrainingRuns runs, IHostApplicationLifetime lifetime, CancellationToken cancellationToken, string? after = null) =>
        TypedResults.ServerSentEvents(Follow(Find(name, runs), Update(after), lifetime.ApplicationStopping, cancellationToken));

    private static long Update(string? after) => after is null ? 0
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long update) ? update
        : throw RequestException.Bad($"after is {RequestException.Quote(after)}; it must be a number of updates, 0 or more, after which events are wanted.");

    private static async IAsyncEnumerable<SseItem<string>> Follow(
        TrainingFolder run, long after, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        (LineTail metrics, LineTail samples) = (LineTail.After(run.Metrics, after), LineTail.After(run.Samples, after));
        while (true)
        {
            (bool isLast, bool isRunning) = (stopping.IsCancellationRequested, run.IsRunning()); // Asked first: what comes meanwhile is read, too.
            foreach (SseItem<string> line in Items(metrics, "metrics").Concat(Items(samples, "sample")))
            {
                cancellationToken.ThrowIfCancellationRequested(); // A caller that is gone takes all that it is sent.
                yield return line;
            }

            if (!isRunning)
            {
                yield return new SseItem<string>("{}", "end");
            }

            if (isLast || !isRunning)
            {
                yield break;
            }

            await Task.Delay(LookInterval, awake.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static IEnumerable<SseItem<string>> Items(LineTail lines, string type) =>
        lines.Read().Select(line => new SseItem<string>(Encoding.UTF8.GetString(line.Span), type));

    private static TrainingFolder Find(string name, TrainingRuns runs) => runs.TryFind(name, out TrainingFolder? run) ? run : throw new RequestException(
        StatusCodes.Status404NotFound,
        runs.All.Any() ? $"There is no training of this name. The trainings are: {string.Join(", ", runs.All.Select(known => known.Name))}." : "This server shows no trainings.");
}

/// <summary>A training.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Running">Whether somebody is training there.</param>
internal sealed record RunDescription(string Name, string Folder, bool Running);
