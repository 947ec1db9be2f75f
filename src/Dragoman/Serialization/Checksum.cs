using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Dragoman.Serialization;

/// <summary>CRC-32C of what a safetensors file says: its metadata, the list of its tensors, and their bytes.</summary>
/// <remarks>
/// It guards against damage, not against forgery. The header enters by its meaning rather than its bytes, so that a tool
/// which writes the same content with other white space leaves the checksum valid. One instruction takes eight bytes
/// on x64 and Arm64, and no native library is involved.
/// </remarks>
internal struct Checksum
{
    /// <summary>The metadata key that holds the checksum.</summary>
    public const string Key = "crc32c";

    private uint _state = uint.MaxValue;

    public Checksum()
    {
    }

    /// <summary>Goes on with a checksum.</summary>
    /// <param name="value">The checksum of the bytes before; 0 is that of none.</param>
    public Checksum(uint value)
    {
        _state = ~value;
    }

    /// <summary>The checksum of all bytes so far as 8 lower-case hexadecimal digits.</summary>
    public readonly string Text => Value.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => ~_state;

    /// <summary>Starts a checksum with everything but the bytes of the tensors, which follow in their order in the file.</summary>
    public static Checksum Start(IEnumerable<KeyValuePair<string, string>> metadata, IEnumerable<TensorEntry> tensors)
    {
        var checksum = new Checksum();
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            checksum.Append($"{key}\0{value}\0");
        }

        // By name: tensors without elements may share an offset, so the order of the data is not always unique.
        foreach (TensorEntry tensor in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            checksum.Append(string.Create(
                CultureInfo.InvariantCulture, $"{tensor.Name}\0{tensor.Type.Name()}\0{tensor.ShapeText}\0{tensor.Offset}\0"));
        }

        return checksum;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            state = BitOperations.Crc32C(state, value);
        }

        _state = state;
    }

    /// <summary>Adds text, as UTF-8.</summary>
    public void Append(string text) => Append(Encoding.UTF8.GetBytes(text));
}
