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
    private sealed class SealedStream(Stream file) : ForwardStream
    {
        private int _sealUsed;

        public bool IsSealRead => _sealUsed > 0;

        public override int Read(Span<byte> buffer)
        {
            int read = IsSealRead ? 0 : file.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            int count = Math.Min(buffer.Length, Seal.Length - _sealUsed);
            Seal.AsSpan(_sealUsed, count).CopyTo(buffer);
            _sealUsed += count;
            return count;
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
