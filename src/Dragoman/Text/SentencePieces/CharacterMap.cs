using System.Buffers.Binary;
using System.Text;

namespace Dragoman.Text.SentencePieces;

/// <summary>Which characters are replaced by which: a double array (Aoe 1989; Yata's darts-clone) over UTF-8, and the replacements that its values point to.</summary>
internal sealed class CharacterMap
{
    private readonly uint[] _units;
    private readonly byte[] _replacements; // each ends in a zero

    /// <summary>Reads a map.</summary>
    /// <param name="bytes">The size of the double array in bytes, the array, and the replacements.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message ends a sentence.</exception>
    internal CharacterMap(ReadOnlySpan<byte> bytes)
    {
        uint size = bytes.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : uint.MaxValue;
        if (size > bytes.Length - sizeof(uint) || size % sizeof(uint) != 0 || size == 0)
        {
            throw new InvalidDataException("its map of characters (precompiled_charsmap) is cut short or damaged.");
        }

        _units = new uint[size / sizeof(uint)];
        for (int i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[((i + 1) * sizeof(uint))..]);
        }

        _replacements = [.. bytes[(sizeof(uint) + (int)size)..], 0];
    }

    /// <summary>The longest beginning of a text that is replaced.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="length">Bytes of the beginning; 0 if none is replaced.</param>
    /// <returns>What stands in its place.</returns>
    internal string Match(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        uint value = 0;
        uint node = OffsetOf(_units[0]);
        for (int i = 0; i < text.Length; i++)
        {
            node ^= text[i];
            if (node >= _units.Length || LabelOf(_units[node]) != text[i])
            {
                break;
            }

            uint unit = _units[node];
            node ^= OffsetOf(unit);
            if (HasLeaf(unit) && node < _units.Length && (_units[node] & int.MaxValue) < _replacements.Length)
            {
                (length, value) = (i + 1, _units[node] & int.MaxValue);
            }
        }

        return length == 0 ? "" : ReplacementAt((int)value);
    }

    private string ReplacementAt(int start)
    {
        ReadOnlySpan<byte> rest = _replacements.AsSpan(start);
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    // A unit holds a label of 8 bits or, with its highest bit set, none; a flag that a value follows; and the offset of its children.
    private static uint LabelOf(uint unit) => unit & (0x8000_0000 | 0xFF);

    private static bool HasLeaf(uint unit) => (unit & 0x100) != 0;

    private static uint OffsetOf(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
