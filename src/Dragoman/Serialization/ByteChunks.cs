using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dragoman.Numerics;

namespace Dragoman.Serialization;

/// <summary>Shows numbers as the bytes of a file, in pieces of at most a quarter of a megabyte and without copying them.</summary>
internal static class ByteChunks
{
    /// <summary>Size of the largest piece in bytes.</summary>
    public const int Size = 1 << 18;

    public static void Visit(Matrix tensor, Action<Span<byte>> visit)
    {
        if (tensor.IsContiguous)
        {
            Visit(tensor.Span, visit);
            return;
        }

        for (int row = 0; row < tensor.Rows; row++)
        {
            Visit(tensor.Row(row), visit);
        }
    }

    public static void Visit<T>(Span<T> values, Action<Span<byte>> visit)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Safetensors files hold little-endian numbers; this processor is big-endian.");
        }

        int step = Size / Unsafe.SizeOf<T>();
        for (int start = 0; start < values.Length; start += step)
        {
            visit(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(step, values.Length - start))));
        }
    }
}
