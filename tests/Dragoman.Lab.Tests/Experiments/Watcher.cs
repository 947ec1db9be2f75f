using Dragoman.Lab.Evaluation;
using Dragoman.Lab.Experiments;
using Dragoman.Training;

namespace Dragoman.Lab.Tests.Experiments;

/// <summary>Notes what happens in an experiment.</summary>
internal sealed class Watcher : IExperimentObserver, ITrainingObserver
{
    internal Action<long>? OnUpdate { get; init; }

    internal int Updates { get; private set; }

    internal long ResumedAt { get; private set; }

    internal List<int> Translated { get; } = [];

    internal List<long> TrainingPairs { get; } = [];

    internal List<(string System, bool IsNew)> Results { get; } = [];

    internal List<string> Ensembles { get; } = [];

    internal List<string> Outdated { get; } = [];

    public TrainingSummary Train(ExperimentRun run, Func<ITrainingObserver?, TrainingSummary> train) => train(this);

    public void OnEvaluation(ExperimentRun run, TestSet test)
    {
    }

    public void OnEnsemble(IReadOnlyList<ExperimentRun> runs, TestSet test) => Ensembles.Add(runs[0].System);

    public void OnTranslated(ExperimentRun run, int sentences) => Translated.Add(sentences);

    public void OnResult(ExperimentRun run, RunResult result, bool isNew) => Results.Add((run.System, isNew));

    public void OnOutdated(ExperimentRun run, IReadOnlyList<string> changed) => Outdated.Add($"{run.System}: {string.Join(", ", changed)}");

    public void OnStart(TrainingStart start)
    {
        ResumedAt = start.ResumedAt;
        TrainingPairs.Add(start.TrainingPairs ?? 0);
    }

    void ITrainingObserver.OnUpdate(TrainingProgress progress)
    {
        Updates++;
        OnUpdate?.Invoke(progress.Update);
    }

    public void OnValidation(ValidationResult validation)
    {
    }
}
