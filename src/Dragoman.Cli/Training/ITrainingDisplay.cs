using Dragoman.Optimization;
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

/// <summary>Chooses how a training run is shown.</summary>
internal static class TrainingDisplay
{
    /// <summary>A progress bar for a person, plain lines for a file or pipe.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="options">How the model is trained.</param>
    internal static ITrainingDisplay Create(Terminal terminal, TrainingOptions options) =>
        terminal.IsInteractive ? new BarDisplay(terminal, options) : new PlainDisplay(terminal.Output, options);
}
