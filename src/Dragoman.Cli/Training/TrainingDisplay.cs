using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>Chooses how a training run is shown.</summary>
internal static class TrainingDisplay
{
    /// <summary>A progress bar for a person, plain lines for a file or pipe.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="options">How the model is trained.</param>
    internal static ITrainingDisplay Create(Terminal terminal, TrainingOptions options) =>
        terminal.IsInteractive ? new BarDisplay(terminal, options) : new PlainDisplay(terminal.Output, options);
}
