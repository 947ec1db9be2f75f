namespace Dragoman.Mpi;

/// <summary>MPI cannot be used, or one of its functions has failed.</summary>
public sealed class MpiException : IOException
{
    /// <summary>Makes the exception with a default message.</summary>
    public MpiException()
        : base("MPI has failed.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    public MpiException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with the failure behind it.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public MpiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
