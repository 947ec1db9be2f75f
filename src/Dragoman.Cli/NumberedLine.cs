using Dragoman.Shards;

namespace Dragoman.Cli;

/// <summary>A line, and where it stands.</summary>
/// <param name="Text">The line without its end.</param>
/// <param name="End">The place behind it; the checksum is known only where parts of a text are read.</param>
internal readonly record struct NumberedLine(string Text, TextPosition End)
{
    /// <summary>Its number, from 1.</summary>
    internal long Number => End.Lines;
}
