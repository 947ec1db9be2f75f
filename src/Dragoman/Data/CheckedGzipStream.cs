using System.IO.Compression;

namespace Dragoman.Data;

/// <summary>Gzip decompression that notices a file cut short, which <see cref="GZipStream"/> takes for a normal end.</summary>
/// <remarks>
/// A gzip file may hold several members one after the other. A small member of our own, the seal, is fed after the end of the file:
/// if its content comes out at the end, every byte before it was decoded and its checksum held. In a file cut short the seal is taken
/// for the missing data, and does not come out.
/// </remarks>
internal sealed class CheckedGzipStream : ForwardStream
{
    private static readonly byte[] Mark = [0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0xFA, 0xF9, 0xF8];
    private static readonly byte[] Seal = Compress(Mark);

    private readonly SealedStream _sealed;
    private readonly GZipStream _gzip;
    private MemoryStream? _tail;

    /// <summary>Decompresses <paramref name="file"/>, and closes it with this stream.</summary>
    public CheckedGzipStream(Stream file)
    {
        _sealed = new SealedStream(file);
        _gzip = new GZipStream(_sealed, CompressionMode.Decompress);
    }

    /// <summary>Decompresses the next bytes.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, cut short, or goes on after its end.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_tail is null)
        {
            int read = _gzip.Read(buffer);
            if (read > 0 && !_sealed.IsSealRead)
            {
                return read;
            }

            _tail = ReadTail(buffer[..read]);
        }

        return _tail.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What is left once the seal has been fed. It is checked before any of it is handed out, since it may be rubbish.</summary>
    private MemoryStream ReadTail(ReadOnlySpan<byte> start)
    {
        MemoryStream tail = new();
        tail.Write(start);
        _gzip.CopyTo(tail);
        if (!tail.GetBuffer().AsSpan(0, (int)tail.Length).EndsWith(Mark))
        {
            throw new InvalidDataException("The compressed data ends early or is followed by other bytes.");
        }

        tail.SetLength(tail.Length - Mark.Length);
        tail.Position = 0;
        return tail;
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream result = new();
        using (GZipStream gzip = new(result, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return result.ToArray();
    }

    /// <summary>A file with the seal after its end.</summary>
    /// <remarks>
    /// The decoder takes what is no gzip data for the end, but only up to the end of what it has read at once, so the seal comes together with the
    /// last bytes of the file: behind foreign bytes it is not found. Only zeros may follow, with which some media fill their blocks.
    /// </remarks>
    private sealed class SealedStream(Stream file) : ForwardStream
    {
        private const int HeldLength = 10; // more zeros than a file without padding ends in: those of an empty one's length, checksum and data

        private readonly byte[] _bytes = new byte[(1 << 14) + HeldLength + Seal.Length];
        private int _start;
        private int _end;
        private bool _isAtEnd;
        private bool _isPadded;

        public bool IsSealRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            while (!_isAtEnd && _end - _start <= HeldLength)
            {
                Fill();
            }

            if (_isAtEnd && _start == _end && _isPadded)
            {
                AppendSeal();
                _isPadded = false;
            }

            int count = Math.Min(buffer.Length, _end - _start - (_isAtEnd ? 0 : HeldLength));
            _bytes.AsSpan(_start, count).CopyTo(buffer);
            _start += count;
            IsSealRead |= _isAtEnd && !_isPadded && count > 0;
            return count;
        }

        private void Fill()
        {
            _bytes.AsSpan(_start.._end).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
            int read = file.Read(_bytes.AsSpan(_end..^Seal.Length));
            _end += read;
            _isAtEnd = read == 0;
            _isPadded = _isAtEnd && _end == HeldLength && !_bytes.AsSpan(0, _end).ContainsAnyExcept((byte)0);
            if (_isAtEnd && !_isPadded)
            {
                AppendSeal();
            }
        }

        private void AppendSeal()
        {
            Seal.CopyTo(_bytes, _end);
            _end += Seal.Length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
