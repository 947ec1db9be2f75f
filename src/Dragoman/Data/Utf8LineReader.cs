using System.Globalization;
using System.Text;
using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>Reads the lines of a strict UTF-8 text file, gzip-compressed or plain, and knows where it is.</summary>
/// <remarks>
/// Lines end in LF or CR LF; the last may lack it. Byte order marks are no text and are left out wherever they stand, for files that were
/// joined have some inside. A file of another encoding or kind is named, and so are line ends of CR alone, even with a few of LF among them.
/// </remarks>
internal sealed class Utf8LineReader : IDisposable
{
    private const int MaximumLineLength = 16 << 20;
    private const int StrayReturns = 2; // a line on average; more of them part lines
    private const int ManyReturns = 64; // that are judged by before the end is known

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;
    private Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isKnown;
    private long _returns; // CR inside lines so far

    private Utf8LineReader(string path, Stream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>Whether byte order marks stay in the text, as they do for tools that do not know them. Default: false.</summary>
    public bool KeepsByteOrderMark { get; set; }

    /// <summary>Lines read so far, which is the number of the latest line.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Whether the file, if it ended here, would have line ends of CR with hardly any LF.</summary>
    private bool HasReturnsOnly => _returns > 0 && (LineNumber == 1 || _returns >= StrayReturns * LineNumber);

    /// <summary>Whether a file ends here; of a pipe it is not known before somebody writes more.</summary>
    private bool IsAtEnd => _start == _end && _stream is { CanSeek: true } file && file.Position == file.Length;

    /// <summary>Opens a file that can be read again.</summary>
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

        return new Utf8LineReader(path, file);
    }

    /// <summary>Opens a file that is read once, so that it may be a pipe.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CorpusFormatException">The file does not exist or cannot be opened.</exception>
    public static Utf8LineReader OpenOnce(string path) => new(path, OpenFile(path));

    /// <summary>Reads the lines of a stream.</summary>
    /// <param name="stream">Text, plain or gzip-compressed; closed with the reader.</param>
    /// <param name="name">What messages call it.</param>
    public static Utf8LineReader Open(Stream stream, string name) => new(name, stream);

    /// <summary>The next line without its end, or null after the last.</summary>
    /// <exception cref="CorpusFormatException">
    /// The line is not UTF-8 or far too long, the file is none of text, or the gzip data is damaged.
    /// </exception>
    public string? ReadLine()
    {
        if (!_isKnown)
        {
            Recognize();
        }

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
                return scanned > 0 ? TakeLine(scanned, endLength: 0) : HasReturnsOnly ? throw ReturnsOnly() : null;
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
            throw new CorpusFormatException(path, null, path == "-" ? "there is no file of this name. Standard input is /dev/stdin here." : "the file does not exist.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CorpusFormatException(path, null, "the file cannot be read: it is a folder, or access is denied.", e);
        }
    }

    /// <summary>Looks at the first bytes: gzip is unpacked from here on, and what is no text is named.</summary>
    private void Recognize()
    {
        _isKnown = true;
        FillStart();
        if (_buffer.AsSpan(0, _end) is [0x1F, 0x8B, ..])
        {
            _stream = new CheckedGzipStream(new PrefixedStream(_buffer[.._end], _stream));
            _end = 0;
            FillStart();
        }

        if (ForeignFormat.Find(_buffer.AsSpan(0, _end)) is { } problem)
        {
            throw new CorpusFormatException(_path, null, problem);
        }
    }

    /// <summary>Reads enough to know a format by, or a whole line, such as somebody has typed; a pipe may give less at a time.</summary>
    private void FillStart()
    {
        while (_end < ForeignFormat.ProbeLength && !_buffer.AsSpan(0, _end).Contains((byte)'\n') && Fill())
        {
        }
    }

    private string TakeLine(int length, int endLength)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += length + endLength;
        LineNumber++;
        if (line.EndsWith((byte)'\r'))
        {
            line = line[..^1];
        }

        if (line.ContainsAny((byte)0, (byte)'\r'))
        {
            ThrowIfNoLine(line, isLast: endLength == 0);
        }

        try
        {
            string text = StrictUtf8.GetString(line);
            return !KeepsByteOrderMark && text.Contains('\uFEFF', StringComparison.Ordinal) ? text.Replace("\uFEFF", "", StringComparison.Ordinal) : text;
        }
        catch (DecoderFallbackException e)
        {
            throw new CorpusFormatException(_path, LineNumber, InvalidUtf8.Describe(line, e.Index), e);
        }
    }

    /// <summary>Throws if a line with zeros or CR inside shows that the file is not of lines that end in LF.</summary>
    private void ThrowIfNoLine(ReadOnlySpan<byte> line, bool isLast)
    {
        if (line.Contains((byte)0))
        {
            throw new CorpusFormatException(_path, LineNumber, "holds a zero byte, so it is not text. Is the file damaged, or in UTF-16?");
        }

        _returns += line.Count((byte)'\r');
        if (HasReturnsOnly && (isLast || IsAtEnd || _returns >= ManyReturns * LineNumber))
        {
            throw ReturnsOnly();
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
                throw _buffer.AsSpan().Count((byte)'\r') >= ManyReturns ? ReturnsOnly() : TooLong();
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

    private CorpusFormatException TooLong() => new(
        _path, LineNumber + 1, string.Create(CultureInfo.InvariantCulture, $"is longer than {MaximumLineLength:N0} bytes. Is it a text file?"));

    private CorpusFormatException ReturnsOnly() => new(
        _path,
        null,
        "its lines, or most of them, end in CR alone, as on old Macintosh computers; expected LF or CR LF. " +
        "Convert it first, such as with: perl -pe 's/\\r\\n?/\\n/g' FILE");
}
