using System.Buffers.Binary;

namespace Dragoman.Serialization;

/// <summary>A file of records in the format TFRecord, which only grows: length, its checksum, the bytes, their checksum, all little-endian.</summary>
/// <param name="path">The file, which must not be there yet.</param>
internal sealed class RecordLog(string path) : IDisposable
{
    private const uint MaskDelta = 0xA282EAD8;

    private readonly FileStream _stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

    /// <summary>Adds a record and hands it to the operating system.</summary>
    /// <param name="data">Its bytes.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    internal void Append(ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        Span<byte> sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, MaskedChecksum(length));
        _stream.Write(length);
        _stream.Write(sum);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, MaskedChecksum(data));
        _stream.Write(data);
        _stream.Write(sum);
        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>CRC-32C, turned and shifted, so that a checksum of data that hold checksums is of use.</summary>
    internal static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        Checksum checksum = new();
        checksum.Append(data);
        return uint.RotateRight(checksum.Value, 15) + MaskDelta;
    }
}
