using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>A sentence and its translation, as raw text.</summary>
/// <param name="Source">The sentence to translate.</param>
/// <param name="Target">Its translation.</param>
public readonly record struct SentencePair(string Source, string Target)
{
    /// <summary>Which of their tokens belong together; null when that is not known.</summary>
    public PairLinks? Links { get; init; }

    /// <summary>Whether a side is empty or nothing but white space and marks that nobody sees.</summary>
    public bool IsBlank => WhiteSpace.IsBlank(Source) || WhiteSpace.IsBlank(Target);
}
