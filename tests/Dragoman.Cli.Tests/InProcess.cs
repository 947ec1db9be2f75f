using System.Text;

namespace Dragoman.Cli.Tests;

/// <summary>Runs the program inside the test.</summary>
internal static class InProcess
{
    /// <summary>Runs it without input.</summary>
    internal static CommandResult Run(params string[] arguments) => RunWithInput("", arguments);

    /// <summary>Runs it with text on standard input.</summary>
    internal static CommandResult RunWithInput(string input, params string[] arguments) => RunWithInput(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>Runs it with bytes on standard input.</summary>
    internal static CommandResult RunWithInput(byte[] input, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new Terminal(new MemoryStream(input), output, error, IsTyped: false, IsInteractive: false));
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
