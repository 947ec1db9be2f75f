using System.Diagnostics.CodeAnalysis;

namespace Dragoman.Server.Training;

/// <summary>The trainings that the dashboard shows, by the names of their folders.</summary>
internal sealed class TrainingRuns
{
    private readonly Dictionary<string, TrainingFolder> _runs = new(StringComparer.Ordinal);

    /// <summary>Names folders.</summary>
    /// <param name="folders">Their paths; of several with the same name all but the first get a number.</param>
    /// <param name="ownEnd">When the trainings of this process end there; null if others train there.</param>
    internal TrainingRuns(IEnumerable<string> folders, CancellationToken? ownEnd)
    {
        foreach (string path in folders)
        {
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            string free = name;
            for (int number = 2; _runs.ContainsKey(free); number++)
            {
                free = FormattableString.Invariant($"{name}-{number}");
            }

            _runs.Add(free, new TrainingFolder(free, path, ownEnd));
        }
    }

    /// <summary>All of them.</summary>
    internal IEnumerable<TrainingFolder> All => _runs.Values;

    /// <summary>Finds one. Only names of runs are known here, never paths.</summary>
    internal bool TryFind(string name, [NotNullWhen(true)] out TrainingFolder? run) => _runs.TryGetValue(name, out run);
}
