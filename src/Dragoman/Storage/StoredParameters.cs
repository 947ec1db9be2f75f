using System.Runtime.InteropServices;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Kernels.Quantized;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary>The parameters of a model, and memories of their shapes, in a safetensors file.</summary>
/// <remarks>Names and shapes are compared before any memory of the model's size is taken, and numbers that are not finite are refused.</remarks>
internal static class StoredParameters
{
    private const string ScaleSuffix = ".scale";
    private const string Restore = "Restore the file, or make it again with `dragoman quantize`.";
    private const string OtherModel = "The file belongs to a model with other options; use the config.json that came with it.";

    /// <summary>Throws unless the file holds each parameter of the model in its shape.</summary>
    /// <param name="file">The file; only its header is read.</param>
    /// <param name="model">The model; no memory is taken for it.</param>
    /// <param name="prefix">What stands before the parameters' names in the file.</param>
    /// <exception cref="CheckpointException">A parameter is missing or has another shape or type.</exception>
    internal static void ThrowUnlessHeld(SafetensorsFile file, Seq2SeqModel model, string prefix)
    {
        foreach (Parameter parameter in model.Parameters.All)
        {
            string name = prefix + parameter.Name;
            if (IsQuantized(file, name, parameter))
            {
                file.ThrowUnlessMatrix(name, parameter.RowCount, parameter.ColumnCount, StoredType.I8);
                file.ThrowUnlessMatrix(name + ScaleSuffix, 1, parameter.RowCount);
            }
            else
            {
                file.ThrowUnlessMatrix(name, parameter.RowCount, parameter.ColumnCount);
            }
        }
    }

    /// <summary>Reads the parameters of a model.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model; its numbers are overwritten.</param>
    /// <param name="prefix">What stands before the parameters' names in the file.</param>
    /// <param name="others">Names of the other tensors that the file may hold.</param>
    /// <param name="form">How to hold what is stored in 32 bits.</param>
    /// <exception cref="CheckpointException">
    /// A parameter is missing, has another shape, or holds a number that is not finite; or there is a tensor that the model does not have.
    /// </exception>
    internal static void Read(SafetensorsFile file, Seq2SeqModel model, string prefix, IEnumerable<string> others, WeightForm form)
    {
        ThrowUnlessHeld(file, model, prefix);
        HashSet<string> known = [.. model.Parameters.All.SelectMany(parameter => NamesOf(file, prefix + parameter.Name, parameter)), .. others];
        if (file.Tensors.FirstOrDefault(tensor => !known.Contains(tensor.Name)) is { } unknown)
        {
            throw new CheckpointException(file.Path, $"it holds a tensor '{unknown.Name}', which the model does not have.", OtherModel);
        }

        Arena passing = new(); // for rows that are held in another form afterwards
        foreach (Parameter parameter in model.Parameters.All)
        {
            string name = prefix + parameter.Name;
            if (IsQuantized(file, name, parameter))
            {
                ReadQuantized(file, name, parameter, passing);
            }
            else if (form == WeightForm.EightBits && parameter.IsQuantizable)
            {
                Quantize(file, name, parameter, passing);
            }
            else if (form == WeightForm.Packed && parameter.IsPackable)
            {
                ReadRows(file, name, parameter, passing, parameter.Pack);
            }
            else
            {
                Read(file, name, parameter.Value);
                parameter.MarkChanged();
            }
        }
    }

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

    /// <summary>Throws unless the file holds each parameter of the model and only numbers that are finite; takes no memory for the tensors.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model; it stays as it is.</param>
    /// <param name="prefix">What stands before the parameters' names in the file.</param>
    /// <exception cref="CheckpointException">A parameter is missing or has another shape, or a number is not finite; the message names the tensor.</exception>
    internal static void Verify(SafetensorsFile file, Seq2SeqModel model, string prefix)
    {
        ThrowUnlessHeld(file, model, prefix);
        foreach (TensorEntry tensor in file.Tensors.Where(tensor => tensor.Type == StoredType.F32))
        {
            if (FindNotFinite(file, tensor) is var (index, value))
            {
                (_, long columns) = tensor.MatrixShape;
                throw NotFinite(file, tensor.Name, value, index / columns, index % columns);
            }
        }
    }

    /// <summary>Whether a file holds weights in 8 bits, from which there is no way back.</summary>
    /// <param name="file">A file of weights.</param>
    internal static bool AreInEightBits(SafetensorsFile file) => file.Tensors.Any(tensor => tensor.Type == StoredType.I8);

    /// <summary>A model with its weights and embeddings in 8 bits: of each of these matrices its bytes, and beside them a scale for each row.</summary>
    /// <param name="model">A model in 32 bits; it stays as it is.</param>
    internal static IEnumerable<StoredTensor> InEightBits(Seq2SeqModel model)
    {
        foreach (Parameter parameter in model.Parameters.All)
        {
            if (parameter.IsQuantizable)
            {
                QuantizedTable table = QuantizedTable.Of(parameter.Value);
                yield return StoredTensor.Array(parameter.Name, table.Bytes, table.Rows, table.Columns);
                yield return StoredTensor.Array(parameter.Name + ScaleSuffix, table.Scales);
            }
            else
            {
                yield return Whole(parameter, parameter.Value);
            }
        }
    }

    /// <summary>A parameter as it is stored in 32 bits.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="numbers">Its numbers, or others of its shape.</param>
    /// <param name="prefix">What stands before its name in the file.</param>
    internal static StoredTensor Whole(Parameter parameter, Matrix numbers, string prefix = "") => parameter.Kind == ParameterKind.Vector
        ? StoredTensor.Vector(prefix + parameter.Name, numbers)
        : StoredTensor.Matrix(prefix + parameter.Name, numbers);

    private static bool IsQuantized(SafetensorsFile file, string name, Parameter parameter) =>
        parameter.IsQuantizable && file.Contains(name) && file.Find(name).Type == StoredType.I8;

    private static IEnumerable<string> NamesOf(SafetensorsFile file, string name, Parameter parameter) =>
        IsQuantized(file, name, parameter) ? [name, name + ScaleSuffix] : [name];

    private static void ReadRows(SafetensorsFile file, string name, Parameter parameter, Arena arena, Action<int, Matrix> hold) =>
        file.ReadRows(name, parameter.RowCount, parameter.ColumnCount, arena, (firstRow, rows) =>
        {
            ThrowUnlessFinite(file, name, firstRow, rows);
            hold(firstRow, rows);
        });

    /// <summary>Quantises floats while they are read.</summary>
    private static void Quantize(SafetensorsFile file, string name, Parameter parameter, Arena arena)
    {
        if (parameter.IsLookedUp)
        {
            QuantizedTable table = new(parameter.RowCount, parameter.ColumnCount);
            ReadRows(file, name, parameter, arena, table.Quantize);
            parameter.Quantize(table);
            return;
        }

        ReadRows(file, name, parameter, arena, (firstRow, rows) =>
        {
            Arena.Position before = arena.Mark();
            Span<sbyte> bytes = TakeBytes(arena, rows.Rows, rows.Columns);
            Span<float> scales = arena.Take(1, rows.Rows).Span;
            QuantizedTable.Quantize(rows, bytes, scales);
            parameter.Quantize(firstRow, bytes, scales);
            arena.Release(before);
        });
    }

    /// <summary>Reads 8 bits as they are stored, some rows at a time unless they are needed as they stand.</summary>
    private static void ReadQuantized(SafetensorsFile file, string name, Parameter parameter, Arena arena)
    {
        (int rows, int columns) = (parameter.RowCount, parameter.ColumnCount);
        float[] scales = ReadScales(file, name + ScaleSuffix);
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
        float[] scales = file.ReadArray<float>(name);
        for (int row = 0; row < scales.Length; row++)
        {
            if (!float.IsFinite(scales[row]))
            {
                throw NotFinite(file, name, scales[row], 0, row);
            }

            if (scales[row] < 0f)
            {
                throw new CheckpointException(
                    file.Path, FormattableString.Invariant($"tensor '{name}' holds {scales[row]} at [{row}]; a scale is not negative."), Restore);
            }
        }

        return scales;
    }

    /// <summary>Finds the first number of a tensor that is not finite, without holding more than a piece of it: its place, row-major, and the number.</summary>
    private static (long Index, float Value)? FindNotFinite(SafetensorsFile file, TensorEntry entry)
    {
        float[] piece = new float[Math.Min(entry.Count, ByteChunks.Size / sizeof(float))];
        for (long start = 0; start < entry.Count; start += piece.Length)
        {
            Span<float> numbers = piece.AsSpan(0, (int)Math.Min(piece.Length, entry.Count - start));
            file.ReadPart(entry.Name, start, numbers);
            if (Finite.IndexOfAnyExcept(numbers) is var index && index >= 0)
            {
                return (start + index, numbers[index]);
            }
        }

        return null;
    }

    private static CheckpointException NotFinite(SafetensorsFile file, string name, float value, long row, long column) => new(
        file.Path,
        FormattableString.Invariant($"tensor '{name}' holds {value} at [{row}, {column}], which no model can be computed with."),
        "Restore the last good checkpoint, or train again with a lower learning rate.");

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
}
