using System.IO.Compression;
using Dragoman.Serialization;

namespace Dragoman.Cli.Arguments;

/// <summary>Where a verb writes text: standard output, or what the user named.</summary>
internal sealed class TextOutput
{
    /// <summary>What stands for standard output on the command line.</summary>
    internal const string Standard = "-";

    private readonly Terminal _terminal;
    private readonly OutputFile? _file;
    private readonly FileIdentity? _identity;

    private TextOutput(Terminal terminal, string path)
    {
        _terminal = terminal;
        _file = path == Standard ? null : OutputFile.At(path);
        _identity = _file is null ? terminal.OutputFile : FileIdentity.Of(path);
        Name = _file is null ? "standard output" : path;
    }

    /// <summary>Whether it is standard output.</summary>
    internal bool IsStandard => _file is null;

    /// <summary>Whether what is written is compressed: to a file whose name says so, as the names of files that are read do.</summary>
    internal bool IsCompressed => _file is not null && Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>What messages call it.</summary>
    internal string Name { get; }

    /// <summary>Finds out where to write; nothing is written yet.</summary>
    /// <param name="path">A path, or <see cref="Standard"/>.</param>
    /// <param name="terminal">Holds standard output.</param>
    /// <param name="inputs">What is read, which must not be overwritten.</param>
    /// <exception cref="CommandException">The output is one of the files read.</exception>
    /// <exception cref="IOException">The output is a folder, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The output may not be written.</exception>
    internal static TextOutput Open(string path, Terminal terminal, InputFiles inputs)
    {
        inputs.ThrowIfStandardOutput(); // Some verbs report there, too.
        if (path != Standard)
        {
            inputs.ThrowIfOverwritten(path);
        }

        return new TextOutput(terminal, path);
    }

    /// <summary>Whether another output would be written over this one, or this one over it.</summary>
    /// <param name="other">The other output.</param>
    internal bool IsSameAs(TextOutput other) =>
        _file is null && other._file is null || _identity is not null && other._identity is not null && _identity.IsSameAs(other._identity);

    /// <summary>Writes the text; a regular file appears whole or not at all, and anything else gets what has come with each flush.</summary>
    /// <param name="write">Writes it.</param>
    /// <exception cref="IOException">The disk is full, or nobody reads the pipe any more.</exception>
    /// <exception cref="UnauthorizedAccessException">The output may not be written.</exception>
    internal void Write(Action<TextWriter> write)
    {
        if (_file is null)
        {
            write(_terminal.Output);
            return;
        }

        using StopGuard guard = new(_terminal.Error, Name, _file.Discard);
        _terminal.Output.Flush(); // The file may be standard output by another name.
        _file.Write(stream =>
        {
            Stream content = IsCompressed ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : stream;
            StreamWriter writer = new(content, Terminal.Utf8) { NewLine = "\n" };
            write(writer);
            writer.Flush(); // Not when an error has cut it short: the rest would be tried again.
            if (IsCompressed)
            {
                content.Dispose(); // Writes the end.
            }
        });
    }
}
