namespace Dragoman.Serialization;

/// <summary>A file of a model cannot be used: missing, damaged, hostile, or made for another model.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>Makes the exception with a default message.</summary>
    public CheckpointException()
        : base("A file of the model cannot be used.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and the failure behind it.</summary>
    /// <param name="message">The whole text shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception for one file.</summary>
    /// <param name="path">The file, as the caller named it.</param>
    /// <param name="problem">What is wrong with it; a sentence.</param>
    /// <param name="remedy">What the user can do; a sentence.</param>
    /// <param name="innerException">The failure behind it, if there is one.</param>
    public CheckpointException(string path, string problem, string remedy, Exception? innerException = null)
        : base($"{path}: {problem} {remedy}", innerException)
    {
        Path = path;
    }

    /// <summary>The file, as the caller named it; null when no file is known.</summary>
    public string? Path { get; }
}
