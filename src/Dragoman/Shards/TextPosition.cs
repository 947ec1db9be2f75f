using Dragoman.Serialization;

namespace Dragoman.Shards;

/// <summary>A place between two lines of a text, with all that tells whether another text is the same up to there.</summary>
/// <param name="Lines">Lines before it.</param>
/// <param name="Checksum">CRC-32C of these lines, each with LF; how the file ends its lines, and whether it is compressed, makes no difference.</param>
internal readonly record struct TextPosition(long Lines, uint Checksum)
{
    /// <summary>The place after the next line.</summary>
    /// <param name="line">The line, without its end.</param>
    internal TextPosition After(string line)
    {
        Checksum sum = new(Checksum);
        sum.Append(line);
        sum.Append("\n"u8);
        return new TextPosition(Lines + 1, sum.Value);
    }
}
