namespace Dragoman.Training;

/// <summary>The loss or the gradient is no longer a finite number.</summary>
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

    /// <summary>Makes the exception with the failure behind it.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
