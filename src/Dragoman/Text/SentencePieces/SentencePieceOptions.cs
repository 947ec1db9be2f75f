namespace Dragoman.Text.SentencePieces;

/// <summary>Which pieces the tokenizer of SentencePiece cuts into (Kudo and Richardson 2018); of no effect with other tokenizers.</summary>
/// <param name="Model">
/// Path of a model that SentencePiece has trained, unigram or bpe; read when training begins and kept in the model folder. Default: empty.
/// </param>
public sealed record SentencePieceOptions(string Model = "")
{
    /// <summary>Checks the options of a side that uses them.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data.source.sentencePiece</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        if (Model.Length == 0)
        {
            yield return $"{path}.model is empty; it must name a model that SentencePiece has trained, such as m.model.";
        }
    }
}
