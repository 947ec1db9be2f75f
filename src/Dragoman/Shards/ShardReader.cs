using System.Globalization;
using System.Text;
using Dragoman.Serialization;

namespace Dragoman.Shards;

/// <summary>Reads the output of a part from front to back, as it was written, and notices when it is not what its note says.</summary>
internal sealed class ShardReader : IDisposable
{
    private readonly string _path;
    private readonly ShardNote _note;
    private readonly FileStream _file;
    private byte[] _buffer = new byte[1 << 14];
    private int _start;
    private int _end;
    private Checksum _checksum = new();
    private string? _next;

    /// <summary>Opens the output.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="note">Its note.</param>
    internal ShardReader(string path, ShardNote note)
    {
        (_path, _note) = (path, note);
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            _next = ReadLine();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Copies what belongs to the next line of the input that is of this part.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="line">The line's number in the input, from 1.</param>
    /// <exception cref="IOException">The output ends before, or holds other lines.</exception>
    internal void Copy(TextWriter writer, long line)
    {
        string? number = _note.Numbered ? string.Create(CultureInfo.InvariantCulture, $"{line - 1} ||| ") : null;
        do
        {
            if (_next is null || (number is not null && !_next.StartsWith(number, StringComparison.Ordinal)))
            {
                throw Changed();
            }

            writer.Write(_next);
            _next = ReadLine();
        }
        while (number is not null && _next?.StartsWith(number, StringComparison.Ordinal) == true);
    }

    /// <summary>Checks that nothing is left, and that all was as it was written.</summary>
    /// <exception cref="IOException">It was not.</exception>
    internal void Finish()
    {
        if (_next is not null || _checksum.Value != _note.Checksum)
        {
            throw Changed();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>The next line with its end; null after the last.</summary>
    private string? ReadLine()
    {
        int scanned = 0;
        int length;
        while ((length = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n')) < 0)
        {
            scanned = _end - _start;
            if (!Fill())
            {
                return scanned == 0 ? null : throw Changed();
            }
        }

        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, scanned + length + 1);
        _start += line.Length;
        _checksum.Append(line);
        return Encoding.UTF8.GetString(line);
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = _file.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private IOException Changed() => new($"{_path} is not what was translated as part {_note.Part}: it was changed or damaged. Delete it, and translate that part again.");
}
