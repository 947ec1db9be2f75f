using System.Text;
using System.Text.Json;

namespace Dragoman.Server.Training;

/// <summary>Reads the lines of JSON that another process adds to a file, each once, and only whole ones.</summary>
/// <param name="path">The file, which may not be there yet.</param>
internal sealed class LineTail(string path)
{
    private long _position;

    /// <summary>Reads the lines that have come since the last call; if the file has become shorter, all of them.</summary>
    internal IReadOnlyList<string> Read()
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _position = file.Length < _position ? 0 : _position;
            byte[] added = new byte[file.Length - _position];
            file.Position = _position;
            int read = file.ReadAtLeast(added, added.Length, throwOnEndOfStream: false);
            int end = added.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
            _position += end;
            return [.. Encoding.UTF8.GetString(added, 0, end).Split('\n').Where(IsJson)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // It is not there yet, or is being replaced.
        }
    }

    private static bool IsJson(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false; // A blank line, or one that a crash has cut off.
        }
    }
}
