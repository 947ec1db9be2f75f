namespace Dragoman.Data;

/// <summary>A corpus of a mixture while it is read: one usable pair ahead, so that its end is known with its last pair, and from the start again after it.</summary>
/// <param name="corpus">The corpus.</param>
internal sealed class MixturePart(ICorpus corpus) : IDisposable
{
    private IEnumerator<SentencePair>? _reading;
    private SentencePair? _ahead;

    /// <summary>Whether all its pairs have been taken at least once.</summary>
    internal bool WasReadInFull { get; private set; }

    /// <summary>The next pair without a blank side, and pairs with one that stand before it at the start of the corpus, or after it.</summary>
    internal IEnumerable<SentencePair> Take()
    {
        if (_ahead is null)
        {
            foreach (SentencePair blank in Begin())
            {
                yield return blank;
            }
        }

        yield return _ahead!.Value;
        foreach (SentencePair blank in MoveToNext())
        {
            yield return blank;
        }

        WasReadInFull |= _ahead is null;
    }

    /// <summary>Begins to read the corpus: the pairs with a blank side that stand before the first other one.</summary>
    /// <exception cref="CorpusFormatException">Thrown while reading: there is no other one.</exception>
    internal IEnumerable<SentencePair> Begin()
    {
        _reading = corpus.ReadAll().GetEnumerator();
        foreach (SentencePair blank in MoveToNext())
        {
            yield return blank;
        }

        if (_ahead is null)
        {
            throw new CorpusFormatException(
                corpus.Name, null, "no pair can be used, so it can have no share of the mixture. It is empty, or all pairs have a blank side. Leave the corpus out.");
        }
    }

    public void Dispose() => _reading?.Dispose();

    private IEnumerable<SentencePair> MoveToNext()
    {
        _ahead = null;
        while (_reading!.MoveNext())
        {
            if (!_reading.Current.IsBlank)
            {
                _ahead = _reading.Current;
                yield break;
            }

            yield return _reading.Current;
        }

        _reading.Dispose();
    }
}
