using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels.Quantized;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Neighbours;

/// <summary>Tells one trained model from another: a checksum of its weights and its vocabularies.</summary>
/// <remarks>In 8 bits the matrices that are multiplied by are packed for good, and left out: whatever is trained changes embeddings and biases as well.</remarks>
internal static class ModelFingerprint
{
    /// <summary>The checksum of a model in the form in which it is held, as 8 hexadecimal digits.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    internal static string Of(Seq2SeqModel model, TextModel source, TextModel target) => Of(model, source, target, inEightBits: model.IsQuantized);

    /// <summary>The checksum that a model has when it is held in 8 bits, whether it is or not.</summary>
    /// <inheritdoc cref="Of(Seq2SeqModel, TextModel, TextModel)"/>
    internal static string InEightBits(Seq2SeqModel model, TextModel source, TextModel target) => Of(model, source, target, inEightBits: true);

    private static string Of(Seq2SeqModel model, TextModel source, TextModel target, bool inEightBits)
    {
        Checksum checksum = new();
        foreach (string token in source.Vocabulary.Tokens.Concat(target.Vocabulary.Tokens))
        {
            checksum.Append($"{token}\n");
        }

        foreach (Parameter parameter in model.Parameters.All)
        {
            checksum.Append($"{parameter.Name}\n");
            if (!inEightBits || !parameter.IsQuantizable)
            {
                ByteChunks.Visit(parameter.ToFloats(), bytes => checksum.Append(bytes));
            }
            else if (parameter.Role == ParameterRole.Embedding)
            {
                ByteChunks.Visit(parameter.IsQuantized ? parameter.ToFloats() : Rounded(parameter.ToFloats()), bytes => checksum.Append(bytes));
            }
        }

        return checksum.Text;
    }

    /// <summary>The numbers as 8 bits have them: each byte times its row's scale.</summary>
    private static Matrix Rounded(Matrix numbers)
    {
        QuantizedTable table = QuantizedTable.Of(numbers);
        Matrix rounded = Matrix.Allocate(numbers.Rows, numbers.Columns);
        for (int row = 0; row < numbers.Rows; row++)
        {
            table.CopyRow(row, rounded.Row(row));
        }

        return rounded;
    }
}
