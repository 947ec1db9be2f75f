namespace Dragoman.Metrics;

/// <summary>A phrase of the hypothesis that changes its place.</summary>
/// <param name="From">Its first word.</param>
/// <param name="Length">Its words.</param>
/// <param name="To">The place before which it is put; words after the phrase's own place are counted without it if it moves within itself.</param>
/// <param name="Saved">Edits saved by the move, itself not counted.</param>
internal readonly record struct PhraseMove(int From, int Length, int To, int Saved)
{
    /// <summary>Tercom's order: the most edits saved, then the longest phrase, the first one, and the first place.</summary>
    public bool IsBetterThan(PhraseMove other) =>
        (Saved, Length, -From, -To).CompareTo((other.Saved, other.Length, -other.From, -other.To)) > 0;

    /// <summary>Copies words with the phrase moved.</summary>
    /// <param name="words">[hypothesis_time] The words.</param>
    /// <param name="moved">[hypothesis_time] Overwritten.</param>
    public void Apply(ReadOnlySpan<int> words, Span<int> moved)
    {
        int start = To < From ? To : From;
        int end = To < From ? From + Length : To > From + Length ? To : Math.Min(words.Length, To + Length);
        ReadOnlySpan<int> phrase = words.Slice(From, Length);
        words[..start].CopyTo(moved);
        words[end..].CopyTo(moved[end..]);
        if (To < From)
        {
            phrase.CopyTo(moved[start..]);
            words[start..From].CopyTo(moved[(start + Length)..]);
        }
        else
        {
            words[(From + Length)..end].CopyTo(moved[start..]);
            phrase.CopyTo(moved[(end - Length)..]);
        }
    }
}
