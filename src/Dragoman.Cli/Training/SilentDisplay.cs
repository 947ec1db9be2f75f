using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>Shows nothing: of the processes that train together, one shows the training.</summary>
internal sealed class SilentDisplay : ITrainingDisplay
{
    /// <inheritdoc/>
    public TrainingSummary Show(Func<TrainingSummary> train) => train();

    /// <inheritdoc/>
    public void OnStart(TrainingStart start)
    {
    }

    /// <inheritdoc/>
    public void OnUpdate(TrainingProgress progress)
    {
    }

    /// <inheritdoc/>
    public void OnValidation(ValidationResult validation)
    {
    }

    /// <inheritdoc/>
    public void OnStopping()
    {
    }

    /// <inheritdoc/>
    public void OnEnd(TrainingSummary summary, TrainingAdvice advice)
    {
    }
}
