using Dragoman.Options;
using Dragoman.Text.SentencePieces;

namespace Dragoman.Text;

/// <summary>Makes tokenizers of models that SentencePiece has trained.</summary>
/// <param name="options">Which model.</param>
internal sealed class SentencePieceFactory(SentencePieceOptions options) : ITokenizerFactory
{
    /// <inheritdoc/>
    /// <exception cref="ConfigurationException">The model that the options name cannot be used.</exception>
    public ILearnedTokenizer Learn(IEnumerable<string> sentences) => new SentencePieceTokenizer(
        ForeignFile.Read("sentencePiece.model", options.Model, "Name a model that SentencePiece has trained, such as m.model.", SentencePieceModel.Read));

    /// <inheritdoc/>
    public ILearnedTokenizer Read(Stream stream)
    {
        using MemoryStream file = new();
        stream.CopyTo(file);
        return new SentencePieceTokenizer(SentencePieceModel.Read(file.ToArray()));
    }
}
