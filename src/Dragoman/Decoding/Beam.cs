using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>The hypotheses of one sentence: those still being extended, and the finished ones.</summary>
internal sealed class Beam
{
    private readonly SearchOptions _options;
    private readonly int _lengthLimit;
    private readonly BeamLog? _log;
    private readonly int _sourceWords;
    private readonly List<Candidate> _candidates = [];
    private readonly List<Hypothesis> _finished = [];
    private PartialHypothesis? _bestFinished;

    /// <summary>Begins with the hypothesis that has no token.</summary>
    /// <param name="options">Beam, lengths and length normalisation.</param>
    /// <param name="sourceLength">Tokens of the source sentence.</param>
    /// <param name="sourceWords">The same without the end token.</param>
    /// <param name="guide">What steers and records the search; null for nothing.</param>
    /// <param name="sentence">Number of the sentence, by which the guide knows it.</param>
    internal Beam(SearchOptions options, int sourceLength, int sourceWords, SearchGuide? guide = null, int sentence = 0)
    {
        (_options, _sourceWords, _log) = (options, sourceWords, guide?.Log);
        SourceLength = sourceLength;
        (MinimumLength, _lengthLimit) = options.Lengths(sourceLength, sourceWords, guide?.PrefixOf(sentence).Count ?? 0);
        PartialHypothesis start = PartialHypothesis.Begin(guide?.PhrasesOf(sentence)?.Begin(_lengthLimit));
        _log?.Begin(start);
        Running.Add(new Running(start, Row: -1, guide?.Constraint?.Begin(sourceWords, _lengthLimit)));
    }

    /// <summary>Tokens of the source sentence.</summary>
    internal int SourceLength { get; }

    /// <summary>Tokens that a translation has before it may end.</summary>
    internal int MinimumLength { get; }

    /// <summary>The hypotheses to extend, the best first, with the row of the last step that each continues.</summary>
    internal List<Running> Running { get; } = [];

    /// <summary>The hypotheses that may still be the best, or may become it.</summary>
    internal IEnumerable<PartialHypothesis> Hopeful =>
        Running.Select(running => running.Partial).Concat(_bestFinished is { } finished ? [finished] : Array.Empty<PartialHypothesis>());

    /// <summary>Whether nothing better can be found.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>Offers a continuation.</summary>
    internal void Offer(Candidate candidate) => _candidates.Add(candidate);

    /// <summary>Chooses among the continuations offered in this step.</summary>
    /// <param name="weightsOf">Attention weights of a row of this step, cut to the source length; null without attention.</param>
    /// <param name="others">Counts what other groups of hypotheses of the sentence have written in this step, and then this one; null without groups.</param>
    internal void Advance(Func<int, int, float[]?> weightsOf, ChosenTokens? others = null)
    {
        // Ties go to the candidate offered first: the better hypothesis, then the smaller token.
        _candidates.Sort((a, b) =>
        {
            int best = Rank(b, others).CompareTo(Rank(a, others));
            return best != 0 ? best : a.Order.CompareTo(b.Order);
        });
        List<Running> before = [.. Running];
        Running.Clear();
        if (before[0].Partial.Phrases is not null)
        {
            PhraseBanks.Arrange(_candidates, candidate => before[candidate.Hypothesis].Partial.Phrases!.After(candidate.Token).Met, _options.Beam);
        }

        int rank = 0;
        for (; rank < _candidates.Count && Running.Count < _options.Beam; rank++)
        {
            Candidate candidate = _candidates[rank];
            PartialHypothesis parent = before[candidate.Hypothesis].Partial;
            bool ends = candidate.Token == Vocabulary.EosId;
            if (double.IsNegativeInfinity(candidate.Preference) || (ends && rank >= _options.Beam))
            {
                _log?.Drop(parent, candidate);
                continue;
            }

            PartialHypothesis extended = parent.Extend(candidate.Token, candidate.LogProbability, candidate.Preference, weightsOf(candidate.Row, SourceLength));
            if (ends || extended.Length >= _lengthLimit)
            {
                Hypothesis finished = extended.Finish(_options, _sourceWords);
                _bestFinished = _finished.TrueForAll(other => finished.Score > other.Score) ? extended : _bestFinished;
                _finished.Add(finished);
                _log?.Finish(extended, finished);
            }
            else
            {
                Running.Add(new Running(extended, candidate.Row, before[candidate.Hypothesis].State?.After(candidate.Token)));
                _log?.Keep(extended);
                others?.Add(candidate.Token);
            }
        }

        for (; _log is not null && rank < _candidates.Count; rank++)
        {
            _log.Drop(before[_candidates[rank].Hypothesis].Partial, _candidates[rank]);
        }

        _candidates.Clear();
        IsDone = Running.Count == 0 || (_finished.Count >= _options.Beam && NoneLeads()) || NoneCanWin();
    }

    /// <summary>The best finished hypotheses, the best first.</summary>
    /// <exception cref="NotFiniteNumberException">There are none, for all tokens of a step had the probability 0.</exception>
    internal IReadOnlyList<Hypothesis> Best()
    {
        if (_finished.Count == 0)
        {
            NotFinite.ThrowIf(double.NegativeInfinity);
        }

        return [.. _finished.OrderByDescending(hypothesis => hypothesis.Score).Take(_options.BestCount)];
    }

    private double Rank(in Candidate candidate, ChosenTokens? others) =>
        others is null ? candidate.Preference : candidate.Preference - (_options.Diversity * others[candidate.Token]);

    /// <summary>
    /// Whether a finished hypothesis is better than every running one is as it stands. Without this, short and improbable ones that end early would be taken for the
    /// answer while the probable one is still being written. How many are wanted plays no part, so that the first of many is the only one of one.
    /// </summary>
    private bool NoneLeads() =>
        _finished.Max(hypothesis => hypothesis.Score) >= Running.Max(running => _options.Score(running.Partial.Preference, running.Partial.Length));

    /// <summary>Preferences only fall, so a running hypothesis is at best what it is now, at the length that flatters it most: the greatest, in every form of length normalisation.</summary>
    private bool NoneCanWin()
    {
        if (_finished.Count < _options.BestCount)
        {
            return false;
        }

        double bound = _options.Score(Running.Max(running => running.Partial.Preference), _lengthLimit);
        return _finished.Count(hypothesis => hypothesis.Score >= bound) >= _options.BestCount;
    }
}

/// <summary>How often tokens are written in a step by groups of hypotheses.</summary>
internal sealed class ChosenTokens
{
    private readonly Dictionary<int, int> _counts = [];

    /// <summary>How often a token is written.</summary>
    /// <param name="token">The token.</param>
    internal int this[int token] => _counts.GetValueOrDefault(token);

    /// <summary>Counts a token.</summary>
    /// <param name="token">The token.</param>
    internal void Add(int token) => _counts[token] = this[token] + 1;
}

/// <summary>A hypothesis that is being extended.</summary>
/// <param name="Partial">Its tokens so far.</param>
/// <param name="Row">The row of the last step that it continues; −1 before the first.</param>
/// <param name="State">What a constraint allows after it; null without one.</param>
internal readonly record struct Running(PartialHypothesis Partial, int Row, ITargetState? State);

/// <summary>A possible continuation of a hypothesis.</summary>
/// <param name="Hypothesis">Which of the running hypotheses.</param>
/// <param name="Row">Its row in this step.</param>
/// <param name="Token">The next token.</param>
/// <param name="LogProbability">Of all tokens, the new one included.</param>
/// <param name="Order">Number of candidates offered before it.</param>
internal readonly record struct Candidate(int Hypothesis, int Row, int Token, double LogProbability, int Order)
{
    /// <summary>What it is compared by: the log probability, lowered by the repetition penalty; −∞ if a rule forbids it.</summary>
    internal double Preference { get; init; } = LogProbability;
}
