using System.Globalization;
using Dragoman.Lab.Evaluation;
using Dragoman.Lab.Experiments;
using Dragoman.Messages;
using Dragoman.Metrics;
using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>Shows an experiment: a heading for each run, its training, and what came of it.</summary>
/// <param name="terminal">Where to show it.</param>
/// <param name="count">Number of runs.</param>
internal sealed class ExperimentDisplay(Terminal terminal, int count) : IExperimentObserver
{
    private int _number;
    private int _sentences; // of the test set that is being translated
    private volatile ITrainingDisplay? _current;

    /// <inheritdoc/>
    public TrainingSummary Train(ExperimentRun run, Func<ITrainingObserver?, TrainingSummary> train)
    {
        WriteLine($"[{_number + 1}/{count}] {run.System}, seed {run.Seed}");
        ITrainingDisplay display = TrainingDisplay.Create(terminal, run.Options.Training);
        _current = display;
        TrainingSummary summary = display.Show(() => train(display));
        WriteLine($"{TrainingAdvice.Describe(summary)}");
        return summary;
    }

    /// <inheritdoc/>
    public void OnEvaluation(ExperimentRun run, TestSet test)
    {
        if (test.Note is { } note)
        {
            WriteLine($"{note}");
        }

        Announce(test);
    }

    /// <inheritdoc/>
    public void OnEnsemble(IReadOnlyList<ExperimentRun> runs, TestSet test)
    {
        WriteLine($"{runs[0].System}, {Counted.Of(runs.Count, "model")} together");
        Announce(test);
    }

    /// <inheritdoc/>
    public void OnTranslated(ExperimentRun run, int sentences)
    {
        if (sentences < _sentences)
        {
            WriteLine($"{sentences:N0} of {_sentences:N0} translated");
        }
    }

    /// <inheritdoc/>
    public void OnResult(ExperimentRun run, RunResult result, bool isNew)
    {
        _number++;
        IEnumerable<string> scores = result.Scores.Select(score =>
            string.Create(CultureInfo.InvariantCulture, $"{score.Metric.ToName()} {score.Score:F2}"));
        WriteLine($"[{_number}/{count}] {run.System}, seed {run.Seed}{(isNew ? "" : ", finished before")}: {string.Join(", ", scores)}");
    }

    /// <inheritdoc/>
    public void OnOutdated(ExperimentRun run, IReadOnlyList<string> changed) => WriteLine(
        $"{run.System}, seed {run.Seed}, is left out of the tables: its result is of other data, for {string.Join(", ", changed)} {(changed.Count > 1 ? "have" : "has")} changed since. Delete its folder and run it again.");

    /// <summary>The user has asked to stop; called on any thread.</summary>
    internal void OnStopping() => _current?.OnStopping();

    private void Announce(TestSet test)
    {
        _sentences = test.Sources.Count;
        WriteLine($"Translating the test set, {Counted.Of(test.Sources.Count, "sentence")} …");
    }

    private void WriteLine(FormattableString line)
    {
        terminal.Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        terminal.Output.Flush();
    }
}
