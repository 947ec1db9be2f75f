using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary>The parameters of a model, and memories of their shapes, in a safetensors file.</summary>
/// <remarks>Names and shapes are compared before any memory of the model's size is taken, and numbers that are not finite are refused.</remarks>
internal static class StoredParameters
{
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
            file.ThrowUnlessMatrix(prefix + parameter.Name, parameter.RowCount, parameter.ColumnCount);
        }
    }

    /// <summary>Reads the parameters of a model.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model; its numbers are overwritten.</param>
    /// <param name="prefix">What stands before the parameters' names in the file.</param>
    /// <param name="others">Names of the other tensors that the file may hold.</param>
    /// <exception cref="CheckpointException">
    /// A parameter is missing, has another shape, or holds a number that is not finite; or there is a tensor that the model does not have.
    /// </exception>
    internal static void Read(SafetensorsFile file, Seq2SeqModel model, string prefix, IEnumerable<string> others)
    {
        ThrowUnlessHeld(file, model, prefix);
        HashSet<string> known = [.. model.Parameters.All.Select(parameter => prefix + parameter.Name), .. others];
        if (file.Tensors.FirstOrDefault(tensor => !known.Contains(tensor.Name)) is { } unknown)
        {
            throw new CheckpointException(file.Path, $"it holds a tensor '{unknown.Name}', which the model does not have.", OtherModel);
        }

        foreach (Parameter parameter in model.Parameters.All)
        {
            Read(file, prefix + parameter.Name, parameter.Value);
            parameter.MarkChanged();
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
        if (FirstNotFinite(destination) is var (row, column))
        {
            throw NotFinite(file, name, destination[row, column], row, column);
        }
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
            if (file.FindNotFinite(tensor) is var (index, value))
            {
                long columns = tensor.Shape.IsEmpty ? 1 : tensor.Shape[^1];
                throw NotFinite(file, tensor.Name, value, index / columns, index % columns);
            }
        }
    }

    private static CheckpointException NotFinite(SafetensorsFile file, string name, float value, long row, long column) => new(
        file.Path,
        FormattableString.Invariant($"tensor '{name}' holds {value} at [{row}, {column}], which no model can be computed with."),
        "Restore the last good checkpoint, or train again with a lower learning rate.");

    private static (int Row, int Column)? FirstNotFinite(Matrix matrix)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            if (Finite.IndexOfAnyExcept(matrix.Row(row)) is var column && column >= 0)
            {
                return (row, column);
            }
        }

        return null;
    }
}
