namespace Dragoman.Hosting;

/// <summary>More sentences wait than may; the caller should come again later.</summary>
public sealed class QueueFullException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public QueueFullException()
        : base("Too many sentences wait. Try again later.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    public QueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with the failure behind it.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public QueueFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
