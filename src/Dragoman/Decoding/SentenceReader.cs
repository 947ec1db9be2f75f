using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Reads raw sentences for a trained model: whole, however long the sentences were that it was trained on, up to a limit.</summary>
/// <param name="text">Cleans and cuts text, and knows the ids.</param>
/// <param name="appendEos">Whether a sentence ends in the end token.</param>
internal sealed class SentenceReader(TextModel text, bool appendEos)
{
    /// <summary>Cleans and cuts text, and knows the ids.</summary>
    internal TextModel Text => text;

    /// <summary>Reads a sentence.</summary>
    /// <param name="sentence">The raw sentence.</param>
    /// <param name="limit">Most tokens, the end token counted; at least 2.</param>
    internal ReadSentence Read(string sentence, int limit)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        string[] tokens = Tokenize(sentence, limit);
        if (tokens.Length == 0)
        {
            return new ReadSentence([], [], IsCut: false);
        }

        int room = limit - (appendEos ? 1 : 0);
        bool isCut = tokens.Length > room;
        ReadOnlySpan<string> words = tokens.AsSpan(0, Math.Min(tokens.Length, room));
        int[] ids = text.Encode(words.ToArray());
        return appendEos
            ? new ReadSentence([.. words, Vocabulary.EosToken], [.. ids, Vocabulary.EosId], isCut)
            : new ReadSentence([.. words], ids, isCut);
    }

    /// <summary>The tokens of a text or, if it is far longer than the limit, of a beginning that has more tokens than the limit.</summary>
    private string[] Tokenize(string sentence, int limit)
    {
        int end = EndOfBeginning(sentence, limit);
        if (end < sentence.Length && text.Tokenize(sentence[..end]) is { } beginning && beginning.Length > limit)
        {
            return beginning;
        }

        return text.Tokenize(sentence); // Cleaning may leave out much of a beginning.
    }

    private int EndOfBeginning(string sentence, int limit)
    {
        long characters = 8L * limit;
        if (text.Options.Tokenizer is TokenizerKind.Character or TokenizerKind.Grapheme || sentence.Length <= characters)
        {
            return (int)Math.Min(characters, sentence.Length);
        }

        int words = 0;
        for (int i = 1; i < sentence.Length; i++)
        {
            if (char.IsWhiteSpace(sentence[i]) && !char.IsWhiteSpace(sentence[i - 1]) && ++words > 2 * limit)
            {
                return i;
            }
        }

        return sentence.Length;
    }
}

/// <summary>A sentence as a trained model reads it.</summary>
/// <param name="Tokens">Its tokens in the user's words, with the end token if the model reads one.</param>
/// <param name="Ids">Their ids; none if the sentence is blank.</param>
/// <param name="IsCut">Whether the sentence is longer than the limit and these are only its first tokens.</param>
internal sealed record ReadSentence(string[] Tokens, int[] Ids, bool IsCut)
{
    /// <summary>Whether there is nothing to read.</summary>
    internal bool IsBlank => Ids.Length == 0;

    /// <summary>Places of the tokens that are not in the vocabulary.</summary>
    internal int[] Unknown() => [.. Ids.Index().Where(id => id.Item == Vocabulary.UnkId).Select(id => id.Index)];
}
