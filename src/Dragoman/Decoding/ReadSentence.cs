using Dragoman.Text;

namespace Dragoman.Decoding;

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
