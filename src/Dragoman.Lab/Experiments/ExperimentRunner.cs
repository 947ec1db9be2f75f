using Dragoman.Configuration;
using Dragoman.Lab.Benchmarking;
using Dragoman.Lab.Evaluation;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Training;

namespace Dragoman.Lab.Experiments;

/// <summary>Trains and measures the systems of an experiment, and writes the results.</summary>
/// <remarks>
/// Each run has a folder of its own in the output folder, with its model and its <c>result.json</c>. What is there is not computed again, and
/// training that was cut off is continued, so that an experiment may be stopped and started at will, and several processes may work on
/// different systems in the same output folder. After each run, <c>results.json</c>, <c>results.md</c> and the pictures are written anew
/// from the results that are there and are of the files as they are now.
/// </remarks>
public sealed class ExperimentRunner
{
    private readonly Experiment _experiment;
    private readonly ExperimentRequest _request;
    private readonly ExperimentRun[] _all;

    /// <summary>Prepares an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="request">Where and how it is run.</param>
    /// <exception cref="ConfigurationException">Something in the experiment is impossible, or it has no system of a requested name.</exception>
    public ExperimentRunner(Experiment experiment, ExperimentRequest request)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(request);
        ConfigurationException.ThrowIfAny(experiment.Validate());
        _experiment = experiment;
        foreach (string name in request.Only?.Where(name => !experiment.Systems.ContainsKey(name)) ?? [])
        {
            throw new ConfigurationException(
                $"There is no system \"{name}\" in the experiment; there are: {string.Join(", ", experiment.Systems.Keys)}." +
                Suggestion.For(name, experiment.Systems.Keys));
        }

        _all = [.. ExperimentRun.Of(experiment, request.Threads)];
        _request = request with { Outputs = [.. ExperimentReport.PathsIn(request.Output), .. _all.SelectMany(run => FilesOf(request, run)), .. EnsemblesOf(_all).Select(runs => new EnsembleFile(request.Output, runs).Path)] };
        Runs = [.. _all.Where(run => request.Only?.Contains(run.System) ?? true)];
    }

    /// <summary>The runs that are asked for, in order.</summary>
    public IReadOnlyList<ExperimentRun> Runs { get; }

    /// <summary>Paths of all files that the experiment may write: results, pictures, and the models of its runs.</summary>
    public IEnumerable<string> OutputPaths => _request.Outputs;

    /// <summary>Path of the results for people.</summary>
    public string ResultsPath => Path.Combine(_request.Output, ExperimentReport.MarkdownName);

    /// <summary>Does what is not done yet.</summary>
    /// <param name="observer">Is told how it goes, or null.</param>
    /// <param name="stoppingToken">Stops without an exception; training writes a checkpoint from which a later call goes on.</param>
    /// <returns>True when all runs that are asked for are finished, false when it was stopped.</returns>
    /// <exception cref="ConfigurationException">The output folder holds runs of other settings.</exception>
    /// <exception cref="IOException">A corpus or model cannot be used, or the output folder cannot be written.</exception>
    /// <exception cref="TrainingDivergedException">The loss of a system is no longer finite.</exception>
    public bool Run(IExperimentObserver? observer = null, CancellationToken stoppingToken = default)
    {
        ExperimentCorpora? corpora = null; // A finished experiment needs none.
        ExperimentFiles files = new(_experiment, _request);
        foreach (ExperimentRun run in Runs)
        {
            RunFolder folder = FolderOf(run);
            if (FindResult(run) is { } old)
            {
                folder.ThrowIfOutdated(old, files);
                observer?.OnResult(run, old, isNew: false);
                continue;
            }

            corpora ??= ExperimentCorpora.Open(_experiment, _request);
            folder.Claim(run.Describe(_experiment.Data));
            IReadOnlyDictionary<string, string> checksums = files.Checksums; // as training finds them
            if (Finish(run, folder, corpora, observer, stoppingToken) is { } finished)
            {
                RunResult result = finished with { Files = checksums };
                folder.WriteResult(result);
                WriteReport(files);
                observer?.OnResult(run, result, isNew: true);
            }
            else
            {
                return false;
            }
        }

        if (!MeasureEnsembles(ref corpora, observer, stoppingToken))
        {
            return false;
        }

        WriteReport(files); // Title and evaluation may have changed, or another process may have finished a run.
        TellOutdated(files, observer);
        return true;
    }

    /// <summary>Measures the models of each system that is asked for together; false when it was stopped.</summary>
    private bool MeasureEnsembles(ref ExperimentCorpora? corpora, IExperimentObserver? observer, CancellationToken stoppingToken)
    {
        foreach (ExperimentRun[] runs in EnsemblesOf(Runs))
        {
            EnsembleFile file = new(_request.Output, runs);
            if (file.Find(_experiment.Evaluation) is not null)
            {
                continue;
            }

            corpora ??= ExperimentCorpora.Open(_experiment, _request);
            RunEvaluator evaluator = new(runs[0], FolderOf(runs[0]), _experiment.Evaluation);
            TestSet test = evaluator.Prepare(corpora);
            observer?.OnEnsemble(runs, test);
            try
            {
                file.Write(evaluator.EvaluateEnsemble(
                    [.. runs.Select(run => FolderOf(run).Model.Path)], [.. runs.Select(run => run.Seed)], test, corpora, observer, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Names the runs that are not asked for and have a result of other data, which the tables do without.</summary>
    private void TellOutdated(ExperimentFiles files, IExperimentObserver? observer)
    {
        foreach (ExperimentRun run in _all.Except(Runs))
        {
            if (FindResult(run) is { } result && files.ChangedSince(result.Files).ToArray() is [_, ..] changed)
            {
                observer?.OnOutdated(run, changed);
            }
        }
    }

    /// <summary>The runs of each system that is to be measured as an ensemble.</summary>
    private IEnumerable<ExperimentRun[]> EnsemblesOf(IEnumerable<ExperimentRun> chosen) => _experiment.Evaluation.Ensemble
        ? chosen.GroupBy(run => run.System).Select(runs => runs.ToArray()).Where(runs => runs.Length > 1)
        : [];

    /// <summary>Trains and measures a run; null when it was stopped.</summary>
    private RunResult? Finish(
        ExperimentRun run, RunFolder folder, ExperimentCorpora corpora, IExperimentObserver? observer, CancellationToken stoppingToken)
    {
        RunEvaluator evaluator = new(run, folder, _experiment.Evaluation);
        TestSet test = evaluator.Prepare(corpora);
        double? peak = folder.ReadResult()?.Training.PeakMegabytes;
        folder.Model.Recover();
        long before = folder.Model.HasTrainingState ? folder.Model.ReadPosition().Update : 0;
        PeakMemory.Reset();
        Trainer Prepare(ITrainingObserver? display) => new(new TrainingRequest
        {
            Options = run.OptionsWithFiles(_request.Find),
            Training = corpora.TrainingPairsOf(run.Settings),
            Validation = corpora.Validation,
            Folder = folder.Model.Path,
            Observer = display,
            Resume = true,
        });
        TrainingSummary Train(ITrainingObserver? display) => Prepare(display).Run(stoppingToken);
        TrainingSummary summary = observer is null ? Train(null) : observer.Train(run, Train);
        if (summary.Reason == TrainingEnd.Stopped)
        {
            return null;
        }

        observer?.OnEvaluation(run, test);
        try
        {
            return evaluator.Evaluate(
                test, corpora, summary.Update > before ? PeakMemory.Megabytes() : peak, observer, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private IEnumerable<string> FilesOf(ExperimentRequest request, ExperimentRun run) =>
        new RunFolder(request.Output, run).FilesWith(_experiment.Evaluation.HeatMaps?.Count ?? 0);

    private RunFolder FolderOf(ExperimentRun run) => new(_request.Output, run);

    private void WriteReport(ExperimentFiles files) =>
        ExperimentReport.Write(_request, _experiment.Title, _all.Length, () => FindResults(files), () => FindEnsembles(files));

    private RunResult? FindResult(ExperimentRun run) =>
        FolderOf(run).FindResult(run.Describe(_experiment.Data), _experiment.Evaluation, run.Options.Decoding);

    /// <summary>The result of a run; null if there is none, or it is of other data.</summary>
    private RunResult? FindCurrent(ExperimentRun run, ExperimentFiles files) =>
        FindResult(run) is { } result && !files.ChangedSince(result.Files).Any() ? result : null;

    private IEnumerable<EnsembleResult> FindEnsembles(ExperimentFiles files) => EnsemblesOf(_all)
        .Where(runs => runs.All(run => FindCurrent(run, files) is not null))
        .Select(runs => new EnsembleFile(_request.Output, runs).Find(_experiment.Evaluation))
        .OfType<EnsembleResult>();

    private IEnumerable<RunResult> FindResults(ExperimentFiles files) => _all.Select(run => FindCurrent(run, files)).OfType<RunResult>();
}
