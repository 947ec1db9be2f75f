using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dragoman.Serialization;

/// <summary>Lays a safetensors file out and streams it. The same content always gives the same bytes.</summary>
internal static class SafetensorsWriter
{
    /// <summary>The data starts at a multiple of this many bytes, so that it can be mapped into memory.</summary>
    private const int Alignment = 8;

    public static void Write(
        Stream stream, IEnumerable<StoredTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        // The order of the reference implementation: wide types first, which keeps every tensor aligned.
        StoredTensor[] sorted = [.. tensors.OrderByDescending(tensor => tensor.Type).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        TensorEntry[] entries = LayOut(sorted);
        KeyValuePair<string, string>[] pairs = [.. metadata.Where(pair => pair.Key != Checksum.Key)];

        Checksum checksum = Checksum.Start(pairs, entries);
        foreach (StoredTensor tensor in sorted)
        {
            tensor.VisitBytes(bytes => checksum.Append(bytes));
        }

        WriteHeader(stream, entries, pairs.Append(new(Checksum.Key, checksum.Text)));
        foreach (StoredTensor tensor in sorted)
        {
            tensor.VisitBytes(bytes => stream.Write(bytes));
        }
    }

    private static TensorEntry[] LayOut(StoredTensor[] tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };
        var entries = new TensorEntry[tensors.Length];
        long offset = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            StoredTensor tensor = tensors[i];
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"The name '{tensor.Name}' is taken; give every tensor its own.", nameof(tensors));
            }

            entries[i] = new TensorEntry(tensor.Name, tensor.Type, tensor.Shape, offset, tensor.ByteCount);
            offset += tensor.ByteCount;
        }

        return entries;
    }

    private static void WriteHeader(
        Stream stream, TensorEntry[] entries, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            foreach (TensorEntry entry in entries)
            {
                WriteEntry(json, entry);
            }

            json.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)buffer.WrittenCount);
        stream.Write(length);
        stream.Write(buffer.WrittenSpan);
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", entry.Type.Name());
        json.WriteStartArray("shape");
        foreach (long size in entry.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(entry.Offset);
        json.WriteNumberValue(entry.Offset + entry.ByteCount);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
