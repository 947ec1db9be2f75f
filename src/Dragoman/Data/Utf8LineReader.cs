using System.Globalization;
using System.Text;

namespace Dragoman.Data;

/// <summary>Reads the lines of a strict UTF-8 text file, gzip-compressed or plain, and knows where it is.</summary>
/// <remarks>Lines end in LF or CR LF; the last may lack it. A byte order mark at the start of the file is not part of the first line.</remarks>
public sealed class Utf8LineReader : IDisposable
{
    private const int MaximumLineLength = 16 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    private Utf8LineReader(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a byte order mark at the start of the file is part of the first line, as it is for tools that do not know it. Default: false.</summary>
    public bool KeepsByteOrderMark { get; set; }

    /// <summary>Lines read so far, which is the number of the latest line.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Opens a file that can be read again; gzip is known by the first two bytes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CorpusFormatException">The file does not exist or cannot be opened, or is a pipe.</exception>
    public static Utf8LineReader Open(string path)
    {
        FileStream file = OpenFile(path);
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new CorpusFormatException(path, null, "is not a regular file, so it cannot be read again. Save it to a file first.");
        }

        return Open(path, file);
    }

    /// <summary>Opens a file that is read once, so that it may be a pipe; gzip is known by the first two bytes of a regular file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CorpusFormatException">The file does not exist or cannot be opened.</exception>
    public static Utf8LineReader OpenOnce(string path)
    {
        FileStream file = OpenFile(path);
        return file.CanSeek ? Open(path, file) : Open(file, path);
    }

    /// <summary>Reads the lines of a stream.</summary>
    /// <param name="stream">Plain text; closed with the reader.</param>
    /// <param name="name">What messages call it.</param>
    public static Utf8LineReader Open(Stream stream, string name) => new(name, stream);

    private static Utf8LineReader Open(string path, FileStream file)
    {
        bool isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return new Utf8LineReader(path, isGzip ? new CheckedGzipStream(file) : file);
    }

    /// <summary>The next line without its end, or null after the last.</summary>
    /// <exception cref="CorpusFormatException">The line is not UTF-8 or far too long, or the gzip data is damaged.</exception>
    public string? ReadLine()
    {
        int scanned = 0;
        while (true)
        {
            int lineLength = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (lineLength >= 0)
            {
                return TakeLine(scanned + lineLength, endLength: 1);
            }

            scanned = _end - _start;
            if (!Fill())
            {
                return scanned == 0 ? null : TakeLine(scanned, endLength: 0);
            }
        }
    }

    /// <summary>Closes the file or stream.</summary>
    public void Dispose() => _stream.Dispose();

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CorpusFormatException(path, null, "the file does not exist.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CorpusFormatException(path, null, "the file cannot be read: it is a folder, or access is denied.", e);
        }
    }

    private string TakeLine(int length, int endLength)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += length + endLength;
        LineNumber++;
        if (LineNumber == 1 && !KeepsByteOrderMark && line.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        if (line.EndsWith((byte)'\r'))
        {
            line = line[..^1];
        }

        try
        {
            return StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException e)
        {
            throw new CorpusFormatException(
                _path, LineNumber, $"invalid UTF-8 at byte {e.Index + 1} of the line. Convert the file to UTF-8 first.", e);
        }
    }

    /// <summary>Reads more bytes behind those not yet used; false at the end of the file.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaximumLineLength)
            {
                throw new CorpusFormatException(
                    _path,
                    LineNumber + 1,
                    string.Create(CultureInfo.InvariantCulture, $"is longer than {MaximumLineLength:N0} bytes. Is it a text file?"));
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            int read = _stream.Read(_buffer.AsSpan(_end));
            _end += read;
            return read > 0;
        }
        catch (InvalidDataException e)
        {
            throw new CorpusFormatException(
                _path, LineNumber + 1, "the gzip file is damaged or cut short near this line. Fetch or compress it again.", e);
        }
    }
}
