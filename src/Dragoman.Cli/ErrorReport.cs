using Dragoman.Data;
using Dragoman.Numerics;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Cli;

/// <summary>Tells the user what went wrong, in one message and without a stack trace, and chooses the exit code.</summary>
internal static class ErrorReport
{
    private const int BrokenPipeError = 32; // EPIPE, the same on Linux and macOS.
    private const int NoSpaceError = 28; // ENOSPC, likewise.

    /// <summary>Reports an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="terminal">Where to report it.</param>
    /// <param name="verbose">Whether to show the stack trace.</param>
    /// <param name="speaker">Which of several processes reports it, with a colon; empty for one alone.</param>
    /// <returns>The exit code.</returns>
    internal static int Write(Exception error, Terminal terminal, bool verbose, string speaker = "")
    {
        error = error is AggregateException several ? several.Flatten().InnerExceptions[0] : error; // Of work on several threads the first tells enough.
        if (error is IOException { HResult: BrokenPipeError })
        {
            return ExitCode.BrokenPipe;
        }

        FlushWhatIsRead(terminal.Output);
        terminal.Error.WriteLine($"error: {speaker}{Message(error)}");
        if (verbose)
        {
            terminal.Error.WriteLine(error);
        }

        return error switch
        {
            CommandException e => e.ExitCode,
            ConfigurationException => ExitCode.Usage, // All options come from the command line, or from a file named there.
            _ => ExitCode.Failure,
        };
    }

    /// <summary>The message of a wrong argument, without the name that the code has for it.</summary>
    /// <param name="error">What went wrong.</param>
    internal static string MessageOf(ArgumentException error) =>
        error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);

    /// <summary>Hands on what was printed before the error; a reader who is gone, or a full disk, must not hide it.</summary>
    private static void FlushWhatIsRead(TextWriter output)
    {
        try
        {
            output.Flush();
        }
        catch (IOException)
        {
            return; // The error that is being reported came first.
        }
    }

    private static string Message(Exception error) => error switch
    {
        IOException { HResult: NoSpaceError } => $"{error.Message.TrimEnd('.')}. Free some space, or write elsewhere.",
        CommandException or ConfigurationException or CorpusFormatException or VocabularyException or TrainingDivergedException => error.Message,
        IOException or UnauthorizedAccessException or NotFiniteNumberException => error.Message,
        ArgumentException e and not (ArgumentNullException or ShapeException) => MessageOf(e),
        OutOfMemoryException => "There is not enough memory. Use a smaller batch, a smaller model, or shorter sentences.",
        _ => $"{error.GetType().Name}: {error.Message}{Environment.NewLine}This is a fault of the program. Add --verbose for the details.",
    };
}
