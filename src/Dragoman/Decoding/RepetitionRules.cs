using System.Runtime.InteropServices;

namespace Dragoman.Decoding;

/// <summary>Keeps hypotheses from saying the same again: forbids n-grams that they hold already, and lowers the logits of tokens that they hold.</summary>
/// <remarks>
/// Paulus et al. 2017, arXiv:1705.04304 (no trigram twice); Keskar et al. 2019, arXiv:1909.05858 (the penalty). The model's own logits stay known, for a rule
/// changes what is chosen and not how probable it is.
/// </remarks>
/// <param name="ngram">Tokens of the n-grams that may not come twice; 0 is off.</param>
/// <param name="penalty">What positive logits of tokens written are divided by, and negative ones multiplied; 1 is off.</param>
internal sealed class RepetitionRules(int ngram, float penalty)
{
    private readonly List<Dictionary<int, float>> _lowered = []; // [rows] of tokens whose logit was lowered, the model's
    private readonly List<int> _written = []; // from the last token back to the first
    private readonly Dictionary<int, float> _forbidden = []; // with their logits

    /// <summary>Forgets what was lowered in the last step.</summary>
    internal void BeginStep() => _lowered.ForEach(row => row.Clear());

    /// <summary>Lowers the logits of all tokens of a hypothesis.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="logits">[vocab] Scores of the next token.</param>
    /// <param name="written">The hypothesis.</param>
    internal void Lower(int row, Span<float> logits, PartialHypothesis written)
    {
        if (penalty == 1f)
        {
            return;
        }

        while (_lowered.Count <= row)
        {
            _lowered.Add([]);
        }

        for (PartialHypothesis node = written; node.Parent is not null; node = node.Parent)
        {
            float logit = logits[node.Token];
            if (_lowered[row].TryAdd(node.Token, logit))
            {
                logits[node.Token] = logit > 0f ? logit / penalty : logit * penalty;
            }
        }
    }

    /// <summary>Forbids tokens that would complete an n-gram which a hypothesis holds, unless nothing else may be written.</summary>
    /// <param name="logits">[vocab] Scores of the next token; those that other rules forbid have −∞ already.</param>
    /// <param name="written">The hypothesis.</param>
    internal void Forbid(Span<float> logits, PartialHypothesis written)
    {
        if (ngram == 0 || written.Length < ngram)
        {
            return;
        }

        _written.Clear();
        for (PartialHypothesis node = written; node.Parent is not null; node = node.Parent)
        {
            _written.Add(node.Token);
        }

        _forbidden.Clear();
        ReadOnlySpan<int> tokens = CollectionsMarshal.AsSpan(_written);
        ReadOnlySpan<int> begun = tokens[..(ngram - 1)];
        for (int last = 0; last <= tokens.Length - ngram; last++)
        {
            if (tokens.Slice(last + 1, ngram - 1).SequenceEqual(begun) && _forbidden.TryAdd(tokens[last], logits[tokens[last]]))
            {
                logits[tokens[last]] = float.NegativeInfinity;
            }
        }

        if (_forbidden.Count > 0 && logits.IndexOfAnyExcept(float.NegativeInfinity) < 0)
        {
            foreach ((int token, float logit) in _forbidden)
            {
                logits[token] = logit;
            }
        }
    }

    /// <summary>The model's logit of a token, whether it was lowered or not.</summary>
    /// <param name="row">The row.</param>
    /// <param name="token">The token.</param>
    /// <param name="logit">Its logit after the rules.</param>
    internal float OfModel(int row, int token, float logit) =>
        row < _lowered.Count && _lowered[row].TryGetValue(token, out float original) ? original : logit;
}
