using Dragoman.Lab.Evaluation;
using Dragoman.Training;

namespace Dragoman.Lab.Experiments;

/// <summary>Is told how an experiment goes, such as to show it on a terminal. Called on the thread of the experiment.</summary>
public interface IExperimentObserver
{
    /// <summary>A run is to be trained; may do something before, around and after it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="train">Trains, telling an observer how it goes; must be called once, and its result returned.</param>
    TrainingSummary Train(ExperimentRun run, Func<ITrainingObserver?, TrainingSummary> train);

    /// <summary>A run is trained, and its test set is to be translated.</summary>
    /// <param name="run">The run.</param>
    /// <param name="test">The test set; says what has been left out of it.</param>
    void OnEvaluation(ExperimentRun run, TestSet test);

    /// <summary>The models of a system's seeds are to translate the test set together.</summary>
    /// <param name="runs">The runs of the system, one a seed.</param>
    /// <param name="test">The test set; says what has been left out of it.</param>
    void OnEnsemble(IReadOnlyList<ExperimentRun> runs, TestSet test);

    /// <summary>Another part of a run's test set is translated.</summary>
    /// <param name="run">The run; of an ensemble, that of the first seed.</param>
    /// <param name="sentences">Number of sentences translated so far.</param>
    void OnTranslated(ExperimentRun run, int sentences);

    /// <summary>A run is finished.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="isNew">False if an earlier call had finished it.</param>
    void OnResult(ExperimentRun run, RunResult result, bool isNew);

    /// <summary>A run that is not asked for has a result of other data, which is left out of the tables.</summary>
    /// <param name="run">The run.</param>
    /// <param name="changed">Paths in the experiment of the files that have changed since.</param>
    void OnOutdated(ExperimentRun run, IReadOnlyList<string> changed);
}
