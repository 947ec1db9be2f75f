namespace Dragoman.Text;

/// <summary>A vocabulary file is missing, damaged, or not a vocabulary.</summary>
public sealed class VocabularyException : Exception
{
    /// <summary>Makes the exception with a default message.</summary>
    public VocabularyException()
        : base("The vocabulary file is not valid.")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    public VocabularyException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and the failure behind it.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public VocabularyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception for one place in a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="lineNumber">The line, from 1, or null if the whole file is meant.</param>
    /// <param name="problem">What is wrong, what was expected, and the remedy.</param>
    /// <param name="innerException">The failure behind it, if any.</param>
    public VocabularyException(string path, int? lineNumber, string problem, Exception? innerException = null)
        : base(lineNumber is null ? $"{path}: {problem}" : $"{path}, line {lineNumber}: {problem}", innerException)
    {
        FilePath = path;
        LineNumber = lineNumber;
    }

    /// <summary>The file as the user named it.</summary>
    public string? FilePath { get; }

    /// <summary>The line, from 1, or null if the whole file is meant.</summary>
    public int? LineNumber { get; }
}
