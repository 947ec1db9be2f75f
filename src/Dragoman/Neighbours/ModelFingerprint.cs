using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Neighbours;

/// <summary>Tells one trained model from another: a checksum of its weights and its vocabularies.</summary>
internal static class ModelFingerprint
{
    /// <summary>The checksum, as 8 hexadecimal digits.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    internal static string Of(Seq2SeqModel model, TextModel source, TextModel target)
    {
        Checksum checksum = new();
        foreach (string token in source.Vocabulary.Tokens.Concat(target.Vocabulary.Tokens))
        {
            checksum.Append($"{token}\n");
        }

        foreach (Parameter parameter in model.Parameters.All)
        {
            checksum.Append($"{parameter.Name}\n");
            ByteChunks.Visit(parameter.Value, bytes => checksum.Append(bytes));
        }

        return checksum.Text;
    }
}
