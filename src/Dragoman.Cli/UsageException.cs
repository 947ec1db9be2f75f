namespace Dragoman.Cli;

/// <summary>The command line asks for something that cannot be; the message says what and how to mend it.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public UsageException()
        : base("The command line is not valid.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with the failure behind it.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
