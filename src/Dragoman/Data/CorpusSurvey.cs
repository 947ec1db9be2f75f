using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>Counts the words of a corpus, and the pairs that are cut or left out.</summary>
/// <param name="sourceText">Cleans and cuts source sentences.</param>
/// <param name="targetText">The same for target sentences.</param>
/// <param name="encoding">Which lengths are allowed.</param>
internal sealed class CorpusSurvey(TextSegmenter sourceText, TextSegmenter targetText, EncodingOptions encoding)
{
    private readonly VocabularyBuilder _source = new();
    private readonly VocabularyBuilder _target = new();
    private readonly VocabularyBuilder _sourceAtRandom = new(); // what training may cut besides
    private readonly VocabularyBuilder _targetAtRandom = new();
    private long _used;
    private long _cut;
    private long _tooLong;
    private long _blank;

    /// <summary>Counts a pair.</summary>
    /// <param name="pair">The raw pair; a side may be blank.</param>
    internal void Add(SentencePair pair)
    {
        IReadOnlyList<string> source = sourceText.Cut(pair.Source);
        IReadOnlyList<string> target = targetText.Cut(pair.Target);
        if (pair.IsBlank || source.Count == 0 || target.Count == 0)
        {
            _blank++;
            return;
        }

        _source.Add(source);
        _target.Add(target);
        AddAtRandom(pair);
        bool isTooLong = encoding.IsTooLong(source.Count, target.Count);
        bool isDropped = isTooLong && encoding.TooLong == TooLongPolicy.Drop;
        (_used, _cut, _tooLong) = (_used + (isDropped ? 0 : 1), _cut + (isTooLong && !isDropped ? 1 : 0), _tooLong + (isDropped ? 1 : 0));
    }

    private void AddAtRandom(SentencePair pair)
    {
        ulong key = RandomBits.Hash((ulong)(_used + _cut + _tooLong));
        if (sourceText.CutsAtRandom)
        {
            _sourceAtRandom.Add(sourceText.CutAtRandom(pair.Source, key));
        }

        if (targetText.CutsAtRandom)
        {
            _targetAtRandom.Add(targetText.CutAtRandom(pair.Target, key));
        }
    }

    /// <summary>Counts pairs as they are read.</summary>
    /// <param name="pairs">The pairs, which are handed on.</param>
    internal IEnumerable<SentencePair> Watch(IEnumerable<SentencePair> pairs)
    {
        foreach (SentencePair pair in pairs)
        {
            Add(pair);
            yield return pair;
        }
    }

    /// <summary>The text models of the words counted.</summary>
    /// <param name="options">Which words are kept.</param>
    internal (TextModel Source, TextModel Target) Learn(VocabularyOptions options)
    {
        VocabularyBuilder sources = new VocabularyBuilder().Add(_source).Add(_sourceAtRandom);
        VocabularyBuilder targets = new VocabularyBuilder().Add(_target).Add(_targetAtRandom);
        Vocabulary source = (options.Shared ? sources.Add(targets) : sources).Build(options);
        Vocabulary target = options.Shared ? source : targets.Build(options);
        return (new TextModel(sourceText, source), new TextModel(targetText, target));
    }

    /// <summary>What was counted.</summary>
    /// <param name="source">Decides which source tokens are unknown.</param>
    /// <param name="target">Decides which target tokens are unknown.</param>
    internal CorpusCounts CountsUnder(Vocabulary source, Vocabulary target) =>
        new(_used, _cut, _tooLong, _blank, _source.CountsUnder(source), _target.CountsUnder(target));
}

/// <summary>What a corpus holds, and what becomes of its pairs on their way to ids.</summary>
/// <param name="Pairs">Pairs that are used, those that are cut included.</param>
/// <param name="Cut">Pairs used of which a side is longer than the limit and loses its end.</param>
/// <param name="TooLong">Pairs left out because a side is longer than the limit.</param>
/// <param name="Blank">Pairs left out because a side has no token.</param>
/// <param name="Source">Tokens of the sources, of all pairs but the blank ones, before any is cut or left out.</param>
/// <param name="Target">The same of the targets.</param>
public sealed record CorpusCounts(long Pairs, long Cut, long TooLong, long Blank, TokenCounts Source, TokenCounts Target)
{
    /// <summary>Pairs that are not used.</summary>
    public long LeftOut => TooLong + Blank;

    /// <summary>Pairs read.</summary>
    internal long Read => Pairs + LeftOut;
}
