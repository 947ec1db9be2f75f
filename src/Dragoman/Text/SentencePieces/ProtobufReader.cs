using System.Buffers.Binary;
using System.Text;

namespace Dragoman.Text.SentencePieces;

/// <summary>Reads the fields of a message in the wire format of Protocol Buffers, one after the other.</summary>
/// <param name="message">The message.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = message;
    private ulong _number;
    private ReadOnlySpan<byte> _bytes;
    private int _wireType = -1;

    /// <summary>Number of the present field.</summary>
    internal int Field { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    internal bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = ReadVarint();
        (Field, _wireType) = ((int)Math.Min(tag >> 3, int.MaxValue), (int)(tag & 7));
        switch (_wireType)
        {
            case Varint:
                _number = ReadVarint();
                break;
            case Fixed32:
                _bytes = Take(sizeof(uint));
                break;
            case Fixed64:
                _bytes = Take(sizeof(ulong));
                break;
            case Delimited:
                _bytes = Take(ReadVarint());
                break;
            default:
                throw Damaged($"field {Field} has a wire type of {_wireType}");
        }

        return true;
    }

    /// <summary>The field as a whole number.</summary>
    internal readonly int Int32() => (int)(long)(_wireType == Varint ? _number : throw Other("a whole number"));

    /// <summary>The field as true or false.</summary>
    internal readonly bool Boolean() => Int32() != 0;

    /// <summary>The field as a number of 32 bits.</summary>
    internal readonly float Single() => _wireType == Fixed32 ? BinaryPrimitives.ReadSingleLittleEndian(_bytes) : throw Other("a number of 32 bits");

    /// <summary>The field as bytes, or as a message of its own.</summary>
    internal readonly ReadOnlySpan<byte> Bytes() => _wireType == Delimited ? _bytes : throw Other("bytes");

    /// <summary>The field as text.</summary>
    internal readonly string Text()
    {
        try
        {
            return Utf8.GetString(Bytes());
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"field {Field} is not UTF-8.", e);
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < 10 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Damaged("a number has no end");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw Damaged($"field {Field} is {length} bytes long, and {_rest.Length} are left");
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private readonly InvalidDataException Other(string expected) => Damaged($"field {Field} is not {expected}");

    private static InvalidDataException Damaged(string what) => new($"it is no message of Protocol Buffers, or damaged: {what}.");
}
