namespace Dragoman.Cli.Tests;

/// <summary>What a run of the program left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    internal string[] Lines => Output.TrimEnd('\n').Split('\n');

    /// <summary>The lines of standard error.</summary>
    internal string[] ErrorLines => Error.TrimEnd('\n').Split('\n');

    /// <summary>Fails the test unless all went well.</summary>
    internal CommandResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n{Error}\n{Output}");
        return this;
    }
}
