using Dragoman.Data;

namespace Dragoman.Cli;

/// <summary>Pairs of two files of sentences, with a warning for each file that has lines of more than a sentence, once it was read to its end.</summary>
/// <param name="pairs">The pairs.</param>
/// <param name="createWarnings">Makes what looks at the lines of the source and of the target file.</param>
internal sealed class CheckedCorpus(ParallelCorpus pairs, Func<(SentenceWarning Source, SentenceWarning Target)> createWarnings) : LineCorpus
{
    private bool _isChecked;

    /// <inheritdoc/>
    public override string Name => pairs.Name;

    /// <inheritdoc/>
    public override IEnumerable<SentencePair> ReadLines() => _isChecked ? pairs.ReadLines() : ReadAndCheck();

    private IEnumerable<SentencePair> ReadAndCheck()
    {
        (SentenceWarning source, SentenceWarning target) = createWarnings();
        foreach (SentencePair pair in pairs.ReadLines())
        {
            source.Check(pair.Source);
            target.Check(pair.Target);
            yield return pair;
        }

        if (!_isChecked)
        {
            _isChecked = true;
            source.Finish();
            target.Finish();
        }
    }
}
