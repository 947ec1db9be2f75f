using Dragoman.Decoding;
using Dragoman.Text;

namespace Dragoman;

/// <summary>Reads sentences to translate, and what their translations must be.</summary>
/// <param name="source">Reads source sentences.</param>
/// <param name="target">Reads what is written of translations.</param>
internal sealed class RequestReader(SentenceReader source, SentenceReader target)
{
    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="index">Its number among those of the call.</param>
    /// <param name="limit">Most tokens read of a sentence.</param>
    /// <exception cref="TranslationRequestException">The model cannot write what is asked for.</exception>
    internal ReadRequest Read(TranslationRequest request, int index, int limit)
    {
        ArgumentNullException.ThrowIfNull(request);
        ReadSentence read = source.Read(request.Text, limit);
        return new ReadRequest(index, read, read.IsBlank ? [] : Write(request.Prefix, "prefix", index, limit));
    }

    /// <summary>The tokens of a text that is to be written.</summary>
    private int[] Write(string text, string name, int index, int limit)
    {
        ReadSentence read = target.Read(text, limit);
        if (read.IsBlank)
        {
            return [];
        }

        if (read.IsCut)
        {
            throw new TranslationRequestException(index, $"the {name} has more than {limit - 1} tokens, as many as are read. Shorten it, or raise MaximumSentenceLength.");
        }

        foreach (int unknown in read.Unknown())
        {
            if (read.Tokens[unknown] != Vocabulary.UnkToken)
            {
                throw new TranslationRequestException(
                    index, $"the {name} \"{text}\" has \"{read.Tokens[unknown]}\", which the target vocabulary does not have. Use words that the model knows.");
            }
        }

        return read.Ids[..^1];
    }
}

/// <summary>A sentence to translate as a model reads it, and what its translation must be.</summary>
/// <param name="Index">Its number among those of the call.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Prefix">Tokens that the translation must begin with.</param>
internal sealed record ReadRequest(int Index, ReadSentence Sentence, int[] Prefix)
{
    /// <summary>What steers the search for the translations of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="constraint">The form of all translations; null for any.</param>
    /// <returns>Null if nothing does.</returns>
    internal static SearchGuide? Guide(IReadOnlyList<ReadRequest> batch, ITargetConstraint? constraint) =>
        constraint is null && batch.All(request => request.Prefix.Length == 0)
            ? null
            : new SearchGuide([.. batch.Select(request => request.Prefix)]) { Constraint = constraint };
}
