using System.Text;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Configuration;

/// <summary>Reads a JSON file whatever program saved it: a byte order mark is skipped, and UTF-16 with one is converted.</summary>
internal static class JsonFile
{
    /// <summary>The file as UTF-8 without byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ConfigurationException">The file is of another kind; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static byte[] ReadBytes(string path) => ToUtf8(path, File.ReadAllBytes(path));

    /// <summary>The bytes of a file as UTF-8 without byte order mark.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="ConfigurationException">The file is of another kind; the message names it.</exception>
    internal static byte[] ToUtf8(string path, byte[] bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, .. byte[] text]:
                return text;
            case [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]:
                using (StreamReader reader = new(new MemoryStream(bytes), detectEncodingFromByteOrderMarks: true))
                {
                    return Encoding.UTF8.GetBytes(reader.ReadToEnd());
                }

            default:
                return ForeignFormat.Find(bytes) is { } problem ? throw new ConfigurationException($"{path} {problem}") : bytes;
        }
    }
}
