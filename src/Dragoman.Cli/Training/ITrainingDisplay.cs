using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>Shows a training run to a person or a program.</summary>
internal interface ITrainingDisplay : ITrainingObserver
{
    /// <summary>Trains, and shows it meanwhile.</summary>
    /// <param name="train">The run.</param>
    TrainingSummary Show(Func<TrainingSummary> train);

    /// <summary>The user has asked to stop; called on any thread.</summary>
    void OnStopping();

    /// <summary>Training is over.</summary>
    /// <param name="summary">How it ended.</param>
    /// <param name="advice">What to do next.</param>
    void OnEnd(TrainingSummary summary, TrainingAdvice advice);
}
