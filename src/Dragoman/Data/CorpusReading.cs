using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>What of a corpus a model could read.</summary>
/// <param name="Pairs">Pairs that were read.</param>
/// <param name="CutPairs">Those of them with a side that is longer than the limit, of which only the beginning was read.</param>
/// <param name="LeftOutPairs">Pairs that were not read: with a blank side, or with one that is too long where <see cref="EncodingOptions.TooLong"/> says to leave such pairs out.</param>
/// <param name="UnknownSourceShare">Share of the source tokens read that the model does not know, end tokens counted, 0 to 1; a large one tells of other pairs than it was trained on.</param>
/// <param name="UnknownTargetShare">The same of the target tokens.</param>
public sealed record CorpusReading(int Pairs, int CutPairs, int LeftOutPairs, double UnknownSourceShare, double UnknownTargetShare);

/// <summary>Counts what of a corpus a model could read.</summary>
internal sealed class CorpusReadingCounter
{
    private readonly UnknownCounter _source = new();
    private readonly UnknownCounter _target = new();
    private int _pairs;
    private int _cut;
    private int _leftOut;

    /// <summary>What was counted so far.</summary>
    internal CorpusReading Reading => new(_pairs, _cut, _leftOut, _source.Share, _target.Share);

    /// <summary>Counts a pair that was read.</summary>
    /// <param name="source">[source_time] Its source ids.</param>
    /// <param name="target">[target_time] Its target ids.</param>
    /// <param name="isCut">Whether only its beginning was read.</param>
    internal void Add(ReadOnlySpan<int> source, ReadOnlySpan<int> target, bool isCut)
    {
        _pairs++;
        _cut += isCut ? 1 : 0;
        _source.Add(source);
        _target.Add(target);
    }

    /// <summary>Counts a pair that was not.</summary>
    internal void AddLeftOut() => _leftOut++;

    private sealed class UnknownCounter
    {
        private long _tokens;
        private long _unknown;

        internal double Share => _tokens == 0 ? 0 : (double)_unknown / _tokens;

        internal void Add(ReadOnlySpan<int> ids)
        {
            _tokens += ids.Length;
            _unknown += ids.Count(Vocabulary.UnkId);
        }
    }
}
