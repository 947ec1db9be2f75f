using System.Globalization;
using System.Runtime.InteropServices;

namespace Dragoman.Cli;

/// <summary>The machine in a line, for the readers of results.</summary>
internal static class Hardware
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Processor, operating system and runtime.</summary>
    internal static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ProcessorName()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    private static string ProcessorName()
    {
        string? line = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
