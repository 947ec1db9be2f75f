using Dragoman.Numerics;
using Dragoman.Numerics.Kernels;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary>Tensors of 32 bits in a safetensors file, whose numbers must be finite.</summary>
internal static class StoredFloats
{
    /// <summary>Reads one matrix.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Name in the file.</param>
    /// <param name="destination">[rows, columns] Overwritten.</param>
    /// <exception cref="CheckpointException">It is missing, has another shape, or holds a number that is not finite.</exception>
    internal static void Read(SafetensorsFile file, string name, Matrix destination)
    {
        file.Read(name, destination);
        ThrowUnlessFinite(file, name, firstRow: 0, destination);
    }

    /// <summary>Reads one matrix some rows at a time, for what is to be held in another form.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Name in the file.</param>
    /// <param name="shape">Rows and columns.</param>
    /// <param name="arena">Lends memory for the rows.</param>
    /// <param name="hold">Takes the number of the first row, and the rows, which pass away afterwards.</param>
    /// <exception cref="CheckpointException">It is missing, has another shape, or holds a number that is not finite.</exception>
    internal static void ReadRows(SafetensorsFile file, string name, (int Rows, int Columns) shape, Arena arena, Action<int, Matrix> hold) =>
        file.ReadRows(name, shape.Rows, shape.Columns, arena, (firstRow, rows) =>
        {
            ThrowUnlessFinite(file, name, firstRow, rows);
            hold(firstRow, rows);
        });

    /// <summary>Reads one row as an array.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Name in the file.</param>
    /// <exception cref="CheckpointException">It is missing, or holds a number that is not finite.</exception>
    internal static float[] ReadArray(SafetensorsFile file, string name)
    {
        float[] numbers = file.ReadArray<float>(name);
        return Finite.IndexOfAnyExcept(numbers) is var index && index < 0 ? numbers : throw NotFinite(file, name, numbers[index], 0, index);
    }

    /// <summary>Throws unless all numbers of a tensor are finite; holds no more of it than a piece.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tensor">A tensor of 32 bits in it.</param>
    /// <exception cref="CheckpointException">A number is not finite; the message says which.</exception>
    internal static void ThrowUnlessFinite(SafetensorsFile file, TensorEntry tensor)
    {
        float[] piece = new float[Math.Min(tensor.Count, ByteChunks.Size / sizeof(float))];
        for (long start = 0; start < tensor.Count; start += piece.Length)
        {
            Span<float> numbers = piece.AsSpan(0, (int)Math.Min(piece.Length, tensor.Count - start));
            file.ReadPart(tensor.Name, start, numbers);
            if (Finite.IndexOfAnyExcept(numbers) is var index && index >= 0)
            {
                (_, long columns) = tensor.MatrixShape;
                (long row, long column) = Math.DivRem(start + index, columns);
                throw NotFinite(file, tensor.Name, numbers[index], row, column);
            }
        }
    }

    private static void ThrowUnlessFinite(SafetensorsFile file, string name, int firstRow, Matrix rows)
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            if (Finite.IndexOfAnyExcept(rows.Row(row)) is var column && column >= 0)
            {
                throw NotFinite(file, name, rows[row, column], firstRow + row, column);
            }
        }
    }

    private static CheckpointException NotFinite(SafetensorsFile file, string name, float value, long row, long column) => new(
        file.Path,
        FormattableString.Invariant($"tensor '{name}' holds {value} at [{row}, {column}], which no model can be computed with."),
        "Restore the last good checkpoint, or train again with a lower learning rate.");
}
