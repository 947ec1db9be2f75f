using System.Runtime.InteropServices;
using Dragoman.Metrics.Tokenization;

namespace Dragoman.Metrics;

/// <summary>Translation edit rate: edits and shifts of phrases for 100 words of the reference.</summary>
/// <remarks>
/// Snover et al. 2006: a sequence of words that stands elsewhere in the reference is moved at the cost of one edit. The best moves are looked
/// for greedily, by the rules of tercom as sacreBLEU 2.6 has them, so that scores agree with it (see <see cref="ShiftedEditDistance"/>). Of
/// several references the one with the fewest edits counts, by the mean length of all.
/// </remarks>
public sealed class TerMetric : SegmentMetric
{
    private const int Edits = 0;
    private const int ReferenceLength = 1;

    /// <summary>Parts of a word in which lengths are kept: the mean of 1 to 16 references is a whole number of them.</summary>
    private const long PartsOfWord = 720_720;

    /// <summary>Makes the metric.</summary>
    /// <param name="options">Options; null for sacreBLEU's defaults.</param>
    public TerMetric(TerOptions? options = null)
    {
        Options = options ?? new TerOptions();
    }

    /// <summary>Options of this metric.</summary>
    public TerOptions Options { get; }

    /// <inheritdoc/>
    public override string Name => "TER";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <summary>Counts kept for each segment: edits, and the mean length of its references in parts of a word.</summary>
    public override int StatisticsSize => 2;

    /// <inheritdoc/>
    public override TerResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <inheritdoc/>
    public override TerResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <inheritdoc/>
    public override TerResult ScoreTotals(ReadOnlySpan<long> totals, int? references = 1)
    {
        ThrowIfWrongSize(totals);
        (long edits, double length) = (totals[Edits], (double)totals[ReferenceLength] / PartsOfWord);
        double score = length > 0 ? 100 * (edits / length) : edits > 0 ? 100 : 0;
        return new TerResult(score, edits, length, Options, references);
    }

    /// <inheritdoc/>
    protected override bool AllowsEmptyReference => true;

    /// <inheritdoc/>
    protected override SegmentCounter CreateCounter() => new Counter(Options);

    private sealed class Counter(TerOptions options) : SegmentCounter
    {
        private readonly WordReader _reader = new(new TercomTokenizer(options.Normalize, options.Punctuation, options.AsianSupport), options.Lowercase);
        private readonly ShiftedEditDistance _distance = new();
        private readonly List<int> _hypothesis = [];
        private readonly List<int> _reference = [];

        public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
        {
            _reader.Read(hypothesis, _hypothesis);
            long lengths = 0;
            statistics[Edits] = long.MaxValue;
            foreach (string reference in references)
            {
                _reader.Read(reference, _reference);
                lengths += _reference.Count;
                int edits = _distance.Between(CollectionsMarshal.AsSpan(_hypothesis), CollectionsMarshal.AsSpan(_reference));
                statistics[Edits] = Math.Min(statistics[Edits], edits);
            }

            statistics[ReferenceLength] = lengths * PartsOfWord / references.Length;
        }
    }
}

/// <summary>Options of the translation edit rate; the defaults are sacreBLEU's.</summary>
/// <param name="Lowercase">Compares without regard to case. Default: true.</param>
/// <param name="Normalize">Unescapes entities and cuts punctuation off words. Default: false.</param>
/// <param name="Punctuation">Keeps <c>. , ? : ; ! " ( )</c>; otherwise they are taken out. Default: true.</param>
/// <param name="AsianSupport">With <paramref name="Normalize"/> cuts East Asian text into characters, and counts its punctuation as such; without
/// that and with punctuation kept it has no effect. Default: false.</param>
public sealed record TerOptions(
    bool Lowercase = true, bool Normalize = false, bool Punctuation = true, bool AsianSupport = false)
{
    /// <summary>The settings in sacreBLEU's notation, such as <c>case:lc|tok:tercom|norm:no|punct:yes|asian:no</c>.</summary>
    internal string Settings =>
        $"case:{(Lowercase ? "lc" : "mixed")}|tok:tercom|norm:{YesNo(Normalize)}|punct:{YesNo(Punctuation)}|asian:{YesNo(AsianSupport)}";

    private static string YesNo(bool value) => value ? "yes" : "no";
}

/// <summary>A translation edit rate and what it is made of.</summary>
/// <param name="Score">Edits for 100 words of the reference; above 100 if there are more edits than words.</param>
/// <param name="Edits">Insertions, deletions, substitutions and shifts, a shift of several words counting as one.</param>
/// <param name="ReferenceLength">Words of the references, for each segment the mean of its references.</param>
/// <param name="Options">Options with which the score was made.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record TerResult(double Score, long Edits, double ReferenceLength, TerOptions Options, int? References)
    : MetricResult("TER", Score, References)
{
    /// <inheritdoc/>
    protected override string Settings => Options.Settings;

    /// <inheritdoc/>
    protected override string Details =>
        $"(edits = {Decimals.Integer(Edits)} ref_len = {Decimals.Fixed(ReferenceLength, 1)})";
}
