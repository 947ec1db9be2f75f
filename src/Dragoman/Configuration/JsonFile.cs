using System.Text;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Configuration;

/// <summary>Reads a JSON file whatever program saved it: a byte order mark is skipped, and UTF-16 with one is converted.</summary>
internal static class JsonFile
{
    private const int MostBytes = 16 << 20; // A person does not write more, and a device may never end.

    /// <summary>The file, which may be a pipe, as UTF-8 without byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ConfigurationException">The file is of another kind, or very long; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static byte[] ReadBytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        MemoryStream content = new();
        byte[] buffer = new byte[1 << 16];
        while (file.Read(buffer) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
            if (content.Length > MostBytes)
            {
                throw new ConfigurationException($"{path} has more than {MostBytes >> 20} MB, which is no file of options. Name another.");
            }
        }

        return ToUtf8(path, content.ToArray());
    }

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
