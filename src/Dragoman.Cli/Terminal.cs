using System.Text;
using Dragoman.Data;
using Dragoman.Mpi;
using Dragoman.Serialization;
using Spectre.Console;

namespace Dragoman.Cli;

/// <summary>Where the verbs read and write: the console of the process, or buffers in a test.</summary>
/// <param name="Input">Raw standard input.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsTyped">Whether a person types the input.</param>
/// <param name="IsInteractive">Whether a person looks at the output, so that it may move and have colours.</param>
internal sealed record Terminal(Stream Input, TextWriter Output, TextWriter Error, bool IsTyped, bool IsInteractive)
{
    /// <summary>What messages call standard input.</summary>
    internal const string InputName = "standard input";

    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>Identity of the file that standard input is read from; null for a buffer.</summary>
    internal FileIdentity? InputFile { get; init; }

    /// <summary>Why nothing can be read from standard input, as the end of a sentence; null if something can.</summary>
    internal string? InputFault { get; init; }

    /// <summary>Identity of the file that standard output is written to; null for a buffer.</summary>
    internal FileIdentity? OutputFile { get; init; }

    /// <summary>Whether the process was started without standard output.</summary>
    internal bool IsOutputClosed { get; init; }

    /// <summary>The same for a verb whose work is kept in files or that serves: what it reports to closed standard output is lost, as a daemon expects.</summary>
    internal Terminal ForReports => IsOutputClosed ? this with { Output = TextWriter.Null } : this;

    /// <summary>UTF-8 without byte order mark.</summary>
    internal static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The console of this process; what goes to closed standard error is lost, closed standard input cannot be read, and closed standard output
    /// cannot be written.</summary>
    internal static Terminal Open() => new(
        InheritedDescriptor.IsOpen(StandardInput) ? Console.OpenStandardInput() : Stream.Null,
        IsOutputRedirected ? new StreamWriter(OpenRedirected(StandardOutput), Utf8, bufferSize: 1 << 15) : Console.Out,
        !InheritedDescriptor.IsOpen(StandardError) ? TextWriter.Null : new LenientWriter(MpiLauncher.IsPresent ? new StreamWriter(OpenRedirected(StandardError), Utf8) { AutoFlush = true } : Console.Error),
        !Console.IsInputRedirected,
        !IsOutputRedirected)
    {
        InputFault = !InheritedDescriptor.IsOpen(StandardInput) ? "is closed"
            : FileStatus.OfDescriptor(StandardInput).Kind == FileKind.Folder ? "is a folder"
            : null,
        InputFile = InheritedDescriptor.IsOpen(StandardInput) ? FileIdentity.OfStandardInput() : null,
        IsOutputClosed = !InheritedDescriptor.IsOpen(StandardOutput),
        OutputFile = InheritedDescriptor.IsOpen(StandardOutput) ? FileIdentity.OfStandardOutput() : null,
    };

    /// <summary>Reads the lines of standard input.</summary>
    /// <exception cref="CommandException">There is nothing that could be read.</exception>
    internal Utf8LineReader OpenInput() => InputFault is { } fault
        ? throw new CommandException($"{InputName} {fault}, so there is nothing to read. Name a file, or pipe text in.")
        : Utf8LineReader.Open(Input, InputName);

    /// <summary>An MPI launcher collects what its processes write, some through terminals that nobody looks at.</summary>
    private static bool IsOutputRedirected => Console.IsOutputRedirected || MpiLauncher.IsPresent;

    /// <summary>The output for colours, tables and progress bars.</summary>
    internal IAnsiConsole CreateConsole() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Output) });

    /// <summary>The console's own stream keeps silent when the reader of a pipe is gone, and the work would go on for nobody.</summary>
    private static Stream OpenRedirected(int descriptor) =>
        !InheritedDescriptor.IsOpen(descriptor) ? DescriptorStream.Closed
        : !OperatingSystem.IsWindows() ? new DescriptorStream(descriptor)
        : descriptor == StandardOutput ? Console.OpenStandardOutput()
        : Console.OpenStandardError();
}
