using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary>The parameters of a model in a safetensors file.</summary>
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
            string name = prefix + parameter.Name;
            if (StoredBytes.Hold(file, name, parameter))
            {
                StoredBytes.ThrowUnlessHeld(file, name, parameter);
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
            Read(file, prefix + parameter.Name, parameter, form, passing);
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
            StoredFloats.ThrowUnlessFinite(file, tensor);
        }
    }

    /// <summary>Whether a file holds weights in 8 bits, from which there is no way back.</summary>
    /// <param name="file">A file of weights.</param>
    internal static bool AreInEightBits(SafetensorsFile file) => file.Tensors.Any(tensor => tensor.Type == StoredType.I8);

    /// <summary>A model with its weights and embeddings in 8 bits.</summary>
    /// <param name="model">A model in 32 bits; it stays as it is.</param>
    internal static IEnumerable<StoredTensor> InEightBits(Seq2SeqModel model) => model.Parameters.All.SelectMany(
        parameter => parameter.IsQuantizable ? StoredBytes.Of(parameter) : [Whole(parameter, parameter.Value)]);

    /// <summary>A parameter as it is stored in 32 bits.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="numbers">Its numbers, or others of its shape.</param>
    /// <param name="prefix">What stands before its name in the file.</param>
    internal static StoredTensor Whole(Parameter parameter, Matrix numbers, string prefix = "") => parameter.Kind == ParameterKind.Vector
        ? StoredTensor.Vector(prefix + parameter.Name, numbers)
        : StoredTensor.Matrix(prefix + parameter.Name, numbers);

    private static void Read(SafetensorsFile file, string name, Parameter parameter, WeightForm form, Arena passing)
    {
        if (StoredBytes.Hold(file, name, parameter))
        {
            StoredBytes.Read(file, name, parameter, passing);
        }
        else if (form == WeightForm.EightBits && parameter.IsQuantizable)
        {
            StoredBytes.ReadFloats(file, name, parameter, passing);
        }
        else if (form == WeightForm.Packed && parameter.IsPackable)
        {
            StoredFloats.ReadRows(file, name, (parameter.RowCount, parameter.ColumnCount), passing, parameter.Pack);
        }
        else
        {
            StoredFloats.Read(file, name, parameter.Value);
            parameter.MarkChanged();
        }
    }

    private static IEnumerable<string> NamesOf(SafetensorsFile file, string name, Parameter parameter) =>
        StoredBytes.Hold(file, name, parameter) ? [name, StoredBytes.ScalesOf(name)] : [name];
}
