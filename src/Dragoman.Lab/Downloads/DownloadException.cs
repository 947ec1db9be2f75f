namespace Dragoman.Lab.Downloads;

/// <summary>A file cannot be fetched.</summary>
public sealed class DownloadException : IOException
{
    /// <summary>Makes the exception with a default message.</summary>
    public DownloadException()
        : base("The file cannot be fetched.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">What is wrong, where, and the remedy: the whole text shown to the user.</param>
    public DownloadException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and the failure behind it.</summary>
    /// <param name="message">What is wrong, where, and the remedy: the whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public DownloadException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
