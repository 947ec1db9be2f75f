using System.IO.Compression;
using System.Text;

namespace Dragoman.TestKit;

/// <summary>Finds the real corpora, which are too large for the repository; tests that need an absent one are skipped.</summary>
/// <remarks>They are looked for in the folder named by <c>DRAGOMAN_DATA</c>.</remarks>
public static class Corpora
{
    // xunit.v3's contract for a skip at run time: an exception whose message starts so. It spares the kit a test framework.
    private const string SkipToken = "$XunitDynamicSkip$";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The full path of a file or folder of the corpora, or null if it is absent.</summary>
    /// <param name="relativePath">Path below the data folder, such as <c>bleu-reference/cases.json</c>.</param>
    public static string? TryFind(string relativePath)
    {
        if (Root() is not string root)
        {
            return null;
        }

        string path = Path.Combine(root, relativePath);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>The full path of a file or folder of the corpora; skips the test if it is absent.</summary>
    /// <param name="relativePath">Path below the data folder.</param>
    public static string Require(string relativePath) =>
        TryFind(relativePath) ?? throw new FileNotFoundException(
            $"{SkipToken}The corpus {relativePath} is not here; set DRAGOMAN_DATA to the folder that holds it.", relativePath);

    /// <summary>The lines of a text file, which may be gzip-compressed; skips the test if it is absent.</summary>
    /// <param name="relativePath">Path below the data folder.</param>
    /// <remarks>Only LF ends a line and a byte-order mark is text, so that line numbers and characters are those of the source.</remarks>
    public static string[] ReadLines(string relativePath)
    {
        using FileStream file = File.OpenRead(Require(relativePath));
        using Stream content = relativePath.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        string[] lines = Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("DRAGOMAN_DATA") is { Length: > 0 } data)
        {
            return data;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dragoman.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.Parent is DirectoryInfo parent ? Path.Combine(parent.FullName, "shared", "data") : null;
    }
}
