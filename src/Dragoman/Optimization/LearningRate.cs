namespace Dragoman.Optimization;

/// <summary>The learning rate of every update.</summary>
internal static class LearningRate
{
    /// <summary>The rate of one update.</summary>
    /// <param name="options">Schedule and base rate.</param>
    /// <param name="update">Number of the update, from 1.</param>
    /// <param name="epoch">Epochs that are complete.</param>
    /// <param name="factor">Factor from decays so far.</param>
    /// <param name="fraction">Share of the planned work that is done; null when not known.</param>
    internal static float At(TrainingOptions options, long update, long epoch, double factor, double? fraction)
    {
        double rate = options.Optimizer.LearningRate * factor;
        if (update < options.WarmupUpdates)
        {
            return (float)(rate * update / options.WarmupUpdates);
        }

        return (float)(options.Schedule switch
        {
            LearningRateSchedule.InverseSquareRoot => rate * Math.Sqrt(Math.Max(1, options.WarmupUpdates) / (double)Math.Max(1, update)),
            LearningRateSchedule.Linear => rate * (1 - (fraction ?? 0)),
            LearningRateSchedule.Cosine => rate * (1 + Math.Cos(Math.PI * (fraction ?? 0))) / 2,
            LearningRateSchedule.Epochs => rate * Math.Pow(options.DecayFactor, Math.Max(0, epoch + 1 - options.DecayAfterEpochs)),
            _ => rate,
        });
    }
}
