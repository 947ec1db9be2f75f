using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Text;

/// <summary>Reads a file of another program that an option names.</summary>
internal static class ForeignFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="option">The option, such as <c>bytePair.codes</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to name instead of a file that cannot be used, as a sentence.</param>
    /// <param name="read">Reads its bytes.</param>
    /// <exception cref="ConfigurationException">The file cannot be used.</exception>
    internal static T Read<T>(string option, string path, string remedy, Func<byte[], T> read)
    {
        try
        {
            return read(RegularFile.ReadAll(path, TextModel.MostTokenizerBytes) switch
            {
                [] => throw new InvalidDataException("it is empty."),
                [0x1F, 0x8B, ..] => throw new InvalidDataException("it is compressed with gzip."),
                { } bytes => bytes,
            });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"{option} is {path}, and there is no such file. {remedy}");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{option} is {path}, which cannot be read, for {e.Message.TrimEnd('.')}. {remedy}");
        }
    }
}
