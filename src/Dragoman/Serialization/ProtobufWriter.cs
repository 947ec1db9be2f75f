using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Dragoman.Serialization;

/// <summary>Writes a message in the wire format of Protocol Buffers, field by field: as much of it as the messages of this program need.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The message so far.</summary>
    internal ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Begins a new message in the same memory.</summary>
    internal void Clear() => _buffer.ResetWrittenCount();

    /// <summary>A <c>double</c>.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">The value.</param>
    internal void WriteDouble(int field, double value)
    {
        WriteKey(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(sizeof(double)), value);
        _buffer.Advance(sizeof(double));
    }

    /// <summary>A <c>float</c>.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">The value.</param>
    internal void WriteSingle(int field, float value)
    {
        WriteKey(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_buffer.GetSpan(sizeof(float)), value);
        _buffer.Advance(sizeof(float));
    }

    /// <summary>An <c>int64</c> or an <c>enum</c>.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">The value.</param>
    internal void WriteInteger(int field, long value)
    {
        WriteKey(field, Varint);
        WriteVarint((ulong)value);
    }

    /// <summary>A <c>string</c>.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">The value.</param>
    internal void WriteText(int field, string value) => WriteBytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message inside this one.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="value">The message.</param>
    internal void WriteMessage(int field, ProtobufWriter value) => WriteBytes(field, value.Written);

    /// <summary>The beginning of a message or of <c>bytes</c> that the caller writes behind this one.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="length">How many bytes follow.</param>
    internal void WriteLength(int field, long length)
    {
        WriteKey(field, Bytes);
        WriteVarint((ulong)length);
    }

    private void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteLength(field, value.Length);
        _buffer.Write(value);
    }

    private void WriteKey(int field, int kind) => WriteVarint(((ulong)field << 3) | (uint)kind);

    /// <summary>Seven bits a byte, the lowest first; the highest bit of a byte says that more follow.</summary>
    private void WriteVarint(ulong value)
    {
        while (value > 0x7F)
        {
            _buffer.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }

        _buffer.Write([(byte)value]);
    }
}
