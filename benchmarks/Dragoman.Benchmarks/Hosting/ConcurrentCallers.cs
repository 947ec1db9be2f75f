using System.Diagnostics;
using Dragoman.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dragoman.Benchmarks.Hosting;

/// <summary>Callers of one process that translate through <c>AddDragoman</c> at once, searched together and each alone; every answer is held against a serial one.</summary>
internal static class ConcurrentCallers
{
    private static readonly int[] Callers = [1, 2, 8, 64];
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string model, string sentencesPath)
    {
        string[] sentences = [.. File.ReadLines(sentencesPath).Where(line => line.Length > 0).Take(500)];
        string[] expected;
        using (var translator = Translator.Load(model))
        {
            expected = [.. sentences.Select(sentence => translator.Translate(sentence).Text)];
        }

        foreach (int callers in Callers)
        {
            await MeasureAsync(model, sentences, expected, callers, new QueueOptions());
            await MeasureAsync(model, sentences, expected, callers, new QueueOptions(MaximumBatch: 1));
        }
    }

    private static async Task MeasureAsync(string model, string[] sentences, string[] expected, int callers, QueueOptions queue)
    {
        ServiceCollection services = new();
        services.AddLogging().AddDragoman(options =>
        {
            options.AddModel(model);
            options.Queue = queue;
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        HostedModel hosted = provider.GetRequiredService<ModelCatalog>().Default;
        await Call(hosted, sentences, expected, 0, TimeSpan.FromSeconds(2)); // Warm.
        long start = Stopwatch.GetTimestamp();
        double[][] times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(hosted, sentences, expected, caller, Duration))));
        double[] all = [.. times.SelectMany(time => time).Order()];
        Console.WriteLine(FormattableString.Invariant(
            $"{callers,3} callers, {(queue.MaximumBatch == 1 ? "each alone" : "together"),-10}  {all.Length / Stopwatch.GetElapsedTime(start).TotalSeconds,6:F0} sentences/s  p50 {all[all.Length / 2],6:F1} ms  p99 {all[all.Length * 99 / 100],6:F1} ms"));
    }

    private static async Task<double[]> Call(HostedModel hosted, string[] sentences, string[] expected, int caller, TimeSpan duration)
    {
        List<double> times = [];
        long begin = Stopwatch.GetTimestamp();
        for (int i = caller * 7; Stopwatch.GetElapsedTime(begin) < duration; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Translation translation = await hosted.TranslateAsync(sentences[i % sentences.Length]);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (translation.Text != expected[i % sentences.Length])
            {
                throw new InvalidOperationException($"\"{sentences[i % sentences.Length]}\" was translated otherwise than alone.");
            }
        }

        return [.. times];
    }
}
