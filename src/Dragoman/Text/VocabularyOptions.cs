namespace Dragoman.Text;

/// <summary>Which counted tokens get a place in a vocabulary.</summary>
/// <param name="MinimumFrequency">How often a token must occur, at least 1 (all are kept). Rarer ones become &lt;unk&gt;. Default: 1.</param>
/// <param name="MaximumSize">
/// Largest size of the vocabulary in tokens, the four special ones included, at least 5; the most frequent tokens stay. Default: no limit.
/// </param>
/// <param name="Shared">Whether one vocabulary is learnt from both sides together, for both. Default: false.</param>
public sealed record VocabularyOptions(int MinimumFrequency = 1, int? MaximumSize = null, bool Shared = false)
{
    /// <summary>Says in full sentences what is wrong with the values; nothing if they are valid.</summary>
    /// <param name="path">The user's name of these options, such as <c>data.vocabulary</c>.</param>
    public IEnumerable<string> Validate(string path)
    {
        if (MinimumFrequency < 1)
        {
            yield return $"{path}.minimumFrequency is {MinimumFrequency}; it must be at least 1.";
        }

        if (MaximumSize <= Vocabulary.SpecialCount)
        {
            yield return $"{path}.maximumSize is {MaximumSize}; it must be at least {Vocabulary.SpecialCount + 1}.";
        }
    }
}
