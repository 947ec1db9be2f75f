using System.Globalization;
using Dragoman.Fuzz.Requests;
using Dragoman.TestKit;

namespace Dragoman.Fuzz;

/// <summary>Tries damaged model folders, corpora and requests, each made from the seed and its number alone, and collects what should not happen.</summary>
internal sealed class Campaign(int seed, TextWriter? log = null) : IDisposable
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const long MostBytes = 1L << 30;

    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    /// <summary>The one case to try, or −1 for all.</summary>
    internal int Only { get; init; } = -1;

    /// <summary>Whether a case that takes long is a fault; only where nothing else runs in the process.</summary>
    internal bool MeasuresTime { get; init; }

    /// <summary>What should not happen but did: a line a case.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>How often the cases ended how.</summary>
    internal string Summary => string.Join(
        Environment.NewLine,
        _outcomes.Select(outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Value,8:N0} {outcome.Key}")).Append($"{Faults.Count,8} faults"));

    /// <summary>Tries damaged model folders, training states included.</summary>
    internal void TryModels(int count)
    {
        SampleModel[] models = SampleModel.TrainAll(_folder["models"]);
        TryAll("model", count, random =>
        {
            SampleModel model = models[random.Next(models.Length)];
            string copy = model.CopyTo(_folder["case"]);
            ServedFolder served = new(copy);
            string damage = FolderDamage.Do(copy, models, random);
            return (damage, () =>
            {
                using (served)
                {
                    return $"reload {served.Reload()}, load {ModelTrial.Run(copy, model)}";
                }
            }
            );
        });
    }

    /// <summary>Tries damaged corpora.</summary>
    internal void TryCorpora(int count) => TryAll("corpus", count, random =>
    {
        string folder = Directory.CreateDirectory(_folder["case"]).FullName;
        (string damage, Data.ICorpus corpus) = CorpusDamage.Make(folder, random);
        return (damage, () => CorpusTrial.Run(corpus, Path.Combine(folder, "model")));
    });

    /// <summary>Tries damaged requests on a server.</summary>
    internal void TryRequests(int count)
    {
        if (count > 0)
        {
            using SampleServer server = new(SampleModel.TrainAll(_folder["served"]));
            TryAll("request", count, random => RequestTrial.Make(server, random));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void TryAll(string kind, int count, Func<Random, (string Damage, Func<string> Trial)> make)
    {
        for (int number = 0; number < count; number++)
        {
            if (Only >= 0 && Only != number)
            {
                continue;
            }

            (string damage, Func<string> trial) = make(new Random(HashOf(kind, number)));
            string? fault = Try(trial, kind);
            if (fault is not null)
            {
                Faults.Add($"{kind} {number} ({damage.ReplaceLineEndings(" ")}): {fault}");
                log?.WriteLine(Faults[^1]);
            }

            if (Directory.Exists(_folder["case"]))
            {
                Directory.Delete(_folder["case"], recursive: true);
            }

            if (number % 1000 == 999)
            {
                log?.WriteLine($"{kind}: {number + 1} tried, {Faults.Count} faults");
            }
        }
    }

    private string? Try(Func<string> trial, string kind)
    {
        long bytes = 0;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Task<string> task = Task.Run(() =>
        {
            long earlier = GC.GetAllocatedBytesForCurrentThread();
            string outcome = trial();
            bytes = GC.GetAllocatedBytesForCurrentThread() - earlier;
            return outcome;
        });
        try
        {
            if (!task.Wait(Patience))
            {
                throw new TimeoutException($"The {kind} is still being tried after {Patience}.");
            }

            string outcome = $"{kind}: {task.Result}";
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        }
        catch (AggregateException e)
        {
            _outcomes[$"{kind}: fault"] = _outcomes.GetValueOrDefault($"{kind}: fault") + 1;
            return e.InnerException!.ToString();
        }

        TimeSpan time = Environment.CpuUsage.TotalTime - before; // of the processor, so that a busy machine makes no faults
        return (MeasuresTime && time > MostTime) || bytes > MostBytes ? string.Create(CultureInfo.InvariantCulture, $"took {time.TotalSeconds:F1} s and {bytes:N0} bytes") : null;
    }

    private int HashOf(string kind, int number)
    {
        uint hash = unchecked((uint)seed * 2654435761u);
        foreach (char letter in kind + number.ToString(CultureInfo.InvariantCulture))
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return (int)(hash >> 1);
    }
}
