namespace Dragoman.Cli;

/// <summary>A verb cannot do what it was asked.</summary>
/// <param name="message">What is wrong and how to mend it: the whole text shown to the user.</param>
/// <param name="exitCode">What the program returns.</param>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failure) : Exception(message)
{
    /// <summary>What the program returns.</summary>
    internal int ExitCode { get; } = exitCode;
}
