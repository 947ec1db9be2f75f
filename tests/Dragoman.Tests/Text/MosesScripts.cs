using System.Diagnostics;
using System.Text;
using Dragoman.TestKit;

namespace Dragoman.Tests.Text;

/// <summary>Runs the scripts of the Moses toolkit, from the folder named by <c>DRAGOMAN_MOSES</c> (that with <c>tokenizer</c>, <c>recaser</c> and <c>share</c>).</summary>
internal static class MosesScripts
{
    /// <summary>Runs a script on lines; skips the test if the scripts are absent.</summary>
    /// <param name="script">Path below the folder.</param>
    /// <param name="lines">Its input.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its output.</returns>
    internal static string[] Run(string script, IReadOnlyCollection<string> lines, params IEnumerable<string> arguments)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["in"], string.Concat(lines.Select(line => line + "\n")));
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "perl \"$0\" \"$@\" <in >out", PathOf(script), .. arguments])
        {
            WorkingDirectory = folder.Path,
        })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllText(folder["out"], new UTF8Encoding(false, true)).Split('\n')[..^1];
    }

    /// <summary>The full path of a script; skips the test if the scripts are absent.</summary>
    /// <param name="script">Path below the folder.</param>
    internal static string PathOf(string script)
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("DRAGOMAN_MOSES") ?? "", script);
        Assert.SkipUnless(File.Exists(path), $"The Moses scripts are not here; set DRAGOMAN_MOSES to the folder that holds {script}.");
        return path;
    }
}
