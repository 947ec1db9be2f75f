using System.Globalization;

namespace Dragoman.Optimization;

/// <summary>The loss, the gradient, a weight or an optimizer's memory is no longer a finite number; no checkpoint was written of it.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public TrainingDivergedException()
        : base("Training has diverged.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception for an update.</summary>
    /// <param name="update">Its number, from 1.</param>
    /// <param name="symptom">What is no longer a number, as the beginning of a sentence.</param>
    internal static TrainingDivergedException At(long update, string symptom) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{symptom} at update {update}. Lower training.optimizer.learningRate, or set training.optimizer.clipNorm; ") +
        "the last checkpoint is as it was: resume the training from it with one of them changed.");

    /// <summary>Makes the exception with the failure behind it.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
