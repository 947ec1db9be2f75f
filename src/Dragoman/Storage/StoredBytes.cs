using System.Runtime.InteropServices;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels.Quantized;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary>Parameters in 8 bits: of each matrix its bytes, and beside them, as <c>NAME.scale</c>, a scale for each row.</summary>
internal static class StoredBytes
{
    private const string Restore = "Restore the file, or make it again with `dragoman quantize`.";

    /// <summary>Name of the scales that belong to a matrix.</summary>
    /// <param name="name">Name of the matrix in the file.</param>
    internal static string ScalesOf(string name) => name + ".scale";

    /// <summary>Whether a file holds a parameter in 8 bits.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Name in the file.</param>
    /// <param name="parameter">The parameter.</param>
    internal static bool Hold(SafetensorsFile file, string name, Parameter parameter) =>
        parameter.IsQuantizable && file.Contains(name) && file.Find(name).Type == StoredType.I8;

    /// <summary>Throws unless a file holds a parameter in its shape.</summary>
    /// <param name="file">The file; only its header is read.</param>
    /// <param name="name">Name in the file.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="CheckpointException">The bytes or their scales are missing or have another shape or type.</exception>
    internal static void ThrowUnlessHeld(SafetensorsFile file, string name, Parameter parameter)
    {
        file.ThrowUnlessMatrix(name, parameter.RowCount, parameter.ColumnCount, StoredType.I8);
        file.ThrowUnlessMatrix(ScalesOf(name), 1, parameter.RowCount);
    }

    /// <summary>A parameter in 8 bits, as it is stored.</summary>
    /// <param name="parameter">A parameter in 32 bits; it stays as it is.</param>
    internal static IEnumerable<StoredTensor> Of(Parameter parameter)
    {
        QuantizedTable table = QuantizedTable.Of(parameter.Value);
        return [StoredTensor.Array(parameter.Name, table.Bytes, table.Rows, table.Columns), StoredTensor.Array(ScalesOf(parameter.Name), table.Scales)];
    }

    /// <summary>Reads 8 bits as they are stored, some rows at a time unless they are needed as they stand.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Name in the file.</param>
    /// <param name="parameter">The parameter; it holds 8 bits afterwards.</param>
    /// <param name="arena">Lends memory for the rows.</param>
    /// <exception cref="CheckpointException">A byte is -128, or a scale is negative or not finite.</exception>
    internal static void Read(SafetensorsFile file, string name, Parameter parameter, Arena arena)
    {
        (int rows, int columns) = (parameter.RowCount, parameter.ColumnCount);
        float[] scales = ReadScales(file, ScalesOf(name));
        if (parameter.IsLookedUp)
        {
            sbyte[] all = file.ReadArray<sbyte>(name);
            ThrowIfLowest(file, name, 0, columns, all);
            parameter.Quantize(new QuantizedTable(all, scales, columns));
            return;
        }

        Arena.Position before = arena.Mark();
        int most = Math.Clamp(ByteChunks.Size / Math.Max(columns, 1), 1, Math.Max(rows, 1));
        Span<sbyte> piece = TakeBytes(arena, most, columns);
        for (int row = 0; row < rows; row += most)
        {
            int count = Math.Min(most, rows - row);
            Span<sbyte> bytes = piece[..(count * columns)];
            file.ReadPart(name, (long)row * columns, bytes);
            ThrowIfLowest(file, name, row, columns, bytes);
            parameter.Quantize(row, bytes, scales.AsSpan(row, count));
        }

        arena.Release(before);
    }

    /// <summary>Quantises floats while they are read.</summary>
    /// <param name="file">The file, which holds the parameter in 32 bits.</param>
    /// <param name="name">Name in the file.</param>
    /// <param name="parameter">The parameter; it holds 8 bits afterwards.</param>
    /// <param name="arena">Lends memory for the rows.</param>
    /// <exception cref="CheckpointException">A number is not finite.</exception>
    internal static void ReadFloats(SafetensorsFile file, string name, Parameter parameter, Arena arena)
    {
        (int, int) shape = (parameter.RowCount, parameter.ColumnCount);
        if (parameter.IsLookedUp)
        {
            QuantizedTable table = new(parameter.RowCount, parameter.ColumnCount);
            StoredFloats.ReadRows(file, name, shape, arena, table.Quantize);
            parameter.Quantize(table);
            return;
        }

        StoredFloats.ReadRows(file, name, shape, arena, (firstRow, rows) =>
        {
            Arena.Position before = arena.Mark();
            Span<sbyte> bytes = TakeBytes(arena, rows.Rows, rows.Columns);
            Span<float> scales = arena.Take(1, rows.Rows).Span;
            QuantizedTable.Quantize(rows, bytes, scales);
            parameter.Quantize(firstRow, bytes, scales);
            arena.Release(before);
        });
    }

    private static Span<sbyte> TakeBytes(Arena arena, int rows, int columns) =>
        MemoryMarshal.Cast<float, sbyte>(arena.Take(rows, (columns + sizeof(float) - 1) / sizeof(float)).Span)[..(rows * columns)];

    private static void ThrowIfLowest(SafetensorsFile file, string name, int firstRow, int columns, ReadOnlySpan<sbyte> bytes)
    {
        if (bytes.IndexOf(sbyte.MinValue) is var index && index >= 0)
        {
            throw new CheckpointException(
                file.Path, $"tensor '{name}' holds -128 at [{firstRow + (index / columns)}, {index % columns}]; its numbers are from -127 to 127.", Restore);
        }
    }

    private static float[] ReadScales(SafetensorsFile file, string name)
    {
        float[] scales = StoredFloats.ReadArray(file, name);
        int negative = Array.FindIndex(scales, scale => scale < 0f);
        return negative < 0
            ? scales
            : throw new CheckpointException(
                file.Path, FormattableString.Invariant($"tensor '{name}' holds {scales[negative]} at [{negative}]; a scale is not negative."), Restore);
    }
}
