using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Data;
using Dragoman.Messages;

namespace Dragoman.Cli.Scoring;

/// <summary>Text files whose lines belong together by number.</summary>
internal static class LineFiles
{
    /// <summary>The name that stands for standard input.</summary>
    internal const string Standard = "-";

    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Opens a file, or standard input, to be read once.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="terminal">Whose standard input is meant.</param>
    internal static Utf8LineReader Open(string path, Terminal terminal) =>
        path == Standard ? terminal.OpenInput() : Utf8LineReader.OpenOnce(path);

    /// <summary>Notes files as read, so that no output takes the place of one.</summary>
    /// <param name="inputs">Where to note them.</param>
    /// <param name="paths">The files, or <c>-</c>.</param>
    internal static InputFiles AddTo(InputFiles inputs, params IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            _ = path == Standard ? inputs.AddStandardInput() : inputs.Add(path);
        }

        return inputs;
    }

    /// <summary>What messages call a file.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    internal static string NameOf(string path) => path == Standard ? Terminal.InputName : path;

    /// <summary>The lines of a file as they are, a byte order mark included, which metrics count as other tools do.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="terminal">Where it is said that there is a byte order mark.</param>
    /// <exception cref="CorpusFormatException">The file is missing, empty or damaged.</exception>
    internal static IReadOnlyList<string> Read(string path, Terminal terminal)
    {
        using Utf8LineReader reader = Open(path, terminal);
        reader.KeepsByteOrderMark = true;
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        if (lines.Count == 0)
        {
            throw new CorpusFormatException(NameOf(path), null, "the file is empty; expected a line for each segment.");
        }

        if (lines[0].StartsWith(ByteOrderMark))
        {
            terminal.Error.WriteLine($"note: {NameOf(path)} begins with a byte order mark. It counts as part of the first word, as in sacreBLEU.");
        }

        SentenceWarning warning = new(terminal, NameOf(path));
        warning.Check(lines);
        warning.Finish();
        return lines;
    }

    /// <summary>Keeps files from being scored that cannot belong together.</summary>
    /// <param name="files">Names and lines.</param>
    /// <exception cref="CorpusFormatException">Two differ in length.</exception>
    internal static void ThrowIfUneven(IReadOnlyList<(string Path, IReadOnlyList<string> Lines)> files)
    {
        (string firstPath, IReadOnlyList<string> first) = files[0];
        foreach ((string path, IReadOnlyList<string> lines) in files)
        {
            if (lines.Count != first.Count)
            {
                throw new CorpusFormatException(NameOf(path), null, string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {Counted.Of(lines.Count, "line")}, but {NameOf(firstPath)} has {first.Count:N0}. Each line of one must be the counterpart of the same line of the other."));
            }
        }
    }
}
