using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Keeps all hypotheses that a beam search considers for one sentence, with what became of each.</summary>
internal sealed class BeamLog
{
    private readonly List<BeamEntry> _entries = [];
    private readonly Dictionary<PartialHypothesis, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Hypothesis, int> _finished = new(ReferenceEqualityComparer.Instance);

    /// <summary>Begins with the hypothesis that has no token.</summary>
    internal BeamLog() => Add(PartialHypothesis.Start, parent: null, score: null);

    /// <summary>A beam, of which a sentence may have several, begins with its own hypothesis that has no token.</summary>
    internal void Begin(PartialHypothesis start) => _numbers[start] = 0;

    /// <summary>All that was considered, in this order; the first has no token.</summary>
    internal IReadOnlyList<BeamEntry> Entries => _entries;

    /// <summary>The number of a finished hypothesis among the entries.</summary>
    /// <param name="hypothesis">What the search has returned.</param>
    internal int NumberOf(Hypothesis hypothesis) => _finished[hypothesis];

    /// <summary>A hypothesis goes on.</summary>
    internal void Keep(PartialHypothesis hypothesis) => Add(hypothesis, _numbers[hypothesis.Parent!], score: null);

    /// <summary>A hypothesis has ended.</summary>
    internal void Finish(PartialHypothesis hypothesis, Hypothesis finished)
    {
        Add(hypothesis, _numbers[hypothesis.Parent!], finished.Score);
        _finished.Add(finished, _entries.Count - 1);
    }

    /// <summary>A continuation does not go on; one that a rule forbids was none.</summary>
    internal void Drop(PartialHypothesis parent, in Candidate candidate)
    {
        if (!double.IsNegativeInfinity(candidate.Preference))
        {
            _entries.Add(new BeamEntry(_numbers[parent], parent.Length, candidate.Token, candidate.LogProbability, Score: null, IsDropped: true));
        }
    }

    private void Add(PartialHypothesis hypothesis, int? parent, double? score)
    {
        _numbers.Add(hypothesis, _entries.Count);
        _entries.Add(new BeamEntry(parent, hypothesis.Length - 1, hypothesis.Token, hypothesis.LogProbability, score, IsDropped: false));
    }
}

/// <summary>A hypothesis that a beam search has considered.</summary>
/// <param name="Parent">Number of the hypothesis without the last token; null for the one without tokens.</param>
/// <param name="Step">Number of the last token, from 0; −1 for the hypothesis without tokens.</param>
/// <param name="Token">The last token.</param>
/// <param name="LogProbability">Of all tokens.</param>
/// <param name="Score">What it was compared by when it had ended; null before.</param>
/// <param name="IsDropped">Whether it did not fit into the beam.</param>
internal readonly record struct BeamEntry(int? Parent, int Step, int Token, double LogProbability, double? Score, bool IsDropped)
{
    /// <summary>Whether it ended by itself, and not where the search had to stop.</summary>
    internal bool EndsByItself => Token == Vocabulary.EosId;
}
