namespace Dragoman.Cli;

/// <summary>What the program tells its caller; scripts rely on it.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    internal const int Success = 0;

    /// <summary>The work failed: a file is missing or damaged, training diverged.</summary>
    internal const int Failure = 1;

    /// <summary>The command line is wrong: an unknown option, a missing or impossible value.</summary>
    internal const int Usage = 2;

    /// <summary>Nobody reads the output any more, as in <c>dragoman translate | head</c>: 128 + SIGPIPE.</summary>
    internal const int BrokenPipe = 141;

    /// <summary>Stopped by a signal after tidying up; shells report 128 + its number, so 130 is Ctrl-C.</summary>
    /// <param name="signalNumber">Number of the signal.</param>
    internal static int Stopped(int signalNumber) => 128 + signalNumber;
}
