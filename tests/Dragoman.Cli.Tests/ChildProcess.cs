using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Cli.Tests;

/// <summary>The program in a process of its own.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int TimeLimit = 600_000; // Milliseconds; only reached when something hangs.

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly StringBuilder _output = new();

    private ChildProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.Append(line.Data).Append('\n');
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Standard error as far as it has come.</summary>
    internal string ErrorSoFar
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Starts the program.</summary>
    internal static ChildProcess Start(params string[] arguments) => Start("dragoman", Environment.CurrentDirectory, arguments);

    /// <summary>Starts several processes of the program under an MPI launcher.</summary>
    internal static ChildProcess StartRanks(string launcher, int count, params string[] arguments)
    {
        ProcessStartInfo start = new(launcher, ["-n", $"{count}", Path.Combine(AppContext.BaseDirectory, "dragoman"), .. arguments]);
        foreach (string variable in new[] { "OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "OMPI_MCA_rmaps_base_oversubscribe" })
        {
            start.Environment[variable] = "1"; // As in a container of few processors.
        }

        return Start(start, Environment.CurrentDirectory);
    }

    /// <summary>Runs the program to its end in a folder.</summary>
    internal static CommandResult Run(string input, string folder, string[] arguments)
    {
        using ChildProcess child = Start("dragoman", folder, arguments);
        child.Write(input);
        child._process.StandardInput.Close();
        return child.Finish();
    }

    /// <summary>Runs the program to its end with a variable in its environment.</summary>
    internal static CommandResult RunWithVariable(string name, string value, params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "dragoman.exe" : "dragoman"), arguments);
        start.Environment[name] = value;
        using ChildProcess child = Start(start, Environment.CurrentDirectory);
        return child.Finish();
    }

    /// <summary>Runs the program to its end with standard input closed, or from a folder, as <c>&lt;&amp;-</c> and <c>&lt;/</c> do.</summary>
    internal static CommandResult RunWithInputFrom(string redirection, params string[] arguments)
    {
        using ChildProcess child = Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" \"$@\" <{redirection}", Path.Combine(AppContext.BaseDirectory, "dragoman"), .. arguments]), Environment.CurrentDirectory);
        return child.Finish();
    }

    /// <summary>Runs the program to its end with standard error closed, or sent to a file, as <c>2&gt;&amp;-</c> and <c>2&gt;/dev/full</c> do.</summary>
    internal static CommandResult RunWithErrorTo(string redirection, string input, params string[] arguments)
    {
        using ChildProcess child = Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" \"$@\" 2>{redirection}", Path.Combine(AppContext.BaseDirectory, "dragoman"), .. arguments]), Environment.CurrentDirectory);
        child.Write(input);
        child._process.StandardInput.Close();
        return child.Finish();
    }

    /// <summary>Runs the program to its end with standard output closed.</summary>
    internal static CommandResult RunWithClosedOutput(params string[] arguments)
    {
        using ChildProcess child = Start(
            new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >&-", Path.Combine(AppContext.BaseDirectory, "dragoman"), .. arguments]), Environment.CurrentDirectory);
        return child.Finish();
    }

    /// <summary>Runs a sample to its end in a folder.</summary>
    internal static CommandResult RunSample(string folder, string name)
    {
        using ChildProcess child = Start("Dragoman.Samples", folder, [name]);
        return child.Finish();
    }

    private static ChildProcess Start(string program, string folder, string[] arguments) => Start(
        new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? program + ".exe" : program), arguments), folder);

    private static ChildProcess Start(ProcessStartInfo start, string folder)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        start.Environment["DOTNET_TieredPGO"] = "0"; // Profiling costs more than it gains in a run of a second.
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    internal static CommandResult Run(string input, params string[] arguments) => Run(input, Environment.CurrentDirectory, arguments);

    /// <summary>Sends text to standard input.</summary>
    internal void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits for the next line of standard output.</summary>
    internal string? ReadLine()
    {
        string? line = _process.StandardOutput.ReadLine();
        _output.Append(line).Append('\n');
        return line;
    }

    /// <summary>Waits for a line of standard output that holds a text.</summary>
    internal void ReadUntil(string text)
    {
        while (ReadLine() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The output ended before '{text}'.\n{_error}");
    }

    /// <summary>Waits for the end.</summary>
    internal CommandResult Finish()
    {
        _output.Append(_process.StandardOutput.ReadToEnd());
        Assert.True(_process.WaitForExit(TimeLimit), "The program hangs.");
        _process.WaitForExit();
        return new CommandResult(_process.ExitCode, _output.ToString(), _error.ToString());
    }

    /// <summary>Kills the program after some time without warning, as a power cut would.</summary>
    /// <param name="delay">Time to live.</param>
    internal void KillAfter(TimeSpan delay)
    {
        _process.WaitForExit(delay);
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal.</summary>
    internal void Signal(int number) => Signal(_process.Id, number);

    /// <summary>Sends a signal to any process.</summary>
    internal static void Signal(int process, int number) => Assert.Equal(0, Kill(process, number));

    /// <summary>Kills what still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
