using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>How far a hypothesis is with the phrases that it must hold, and must not. Immutable: hypotheses with the same beginning share it.</summary>
/// <remarks>
/// What is missing can always be written one phrase after the other, beginning with the one that is furthest. As soon as there is just room for that, nothing
/// else may be written, so that no hypothesis ends without all phrases.
/// </remarks>
internal sealed class PhraseState
{
    private const int Other = -1; // a token of no phrase
    private const int MostLookedAt = 1000; // ways to write what is missing, beyond which one of them is taken to be good

    private readonly PhraseConstraint _constraint;
    private readonly int[] _written; // [phrase] tokens at the end of the text that begin it; all of them, from then on, if it is one that must be there
    private readonly int _room;
    private readonly int _unmet; // tokens of the phrases that must be there and are not

    /// <summary>Makes a state.</summary>
    /// <param name="constraint">The phrases.</param>
    /// <param name="written">[phrase] Tokens of each that are written.</param>
    /// <param name="room">Tokens for which there is room.</param>
    internal PhraseState(PhraseConstraint constraint, int[] written, int room)
    {
        (_constraint, _written, _room) = (constraint, written, room);
        int furthest = 0;
        for (int phrase = 0; phrase < constraint.MustCount; phrase++)
        {
            int length = constraint.Phrase(phrase).Length;
            if (written[phrase] < length)
            {
                _unmet += length;
                furthest = Math.Max(furthest, written[phrase]);
            }
        }

        Missing = _unmet - furthest;
    }

    /// <summary>Tokens that must still be written, one phrase after the other, beginning with the one that is furthest.</summary>
    internal int Missing { get; }

    /// <summary>Tokens of phrases that are written.</summary>
    internal int Met => _constraint.Needed - Missing;

    /// <summary>Whether a phrase that must not be there was just completed, for which it is too late.</summary>
    internal bool HoldsForbidden => Enumerable.Range(_constraint.MustCount, _constraint.Count - _constraint.MustCount)
        .Any(phrase => _written[phrase] == _constraint.Phrase(phrase).Length);

    /// <summary>The state with one token more.</summary>
    /// <param name="token">The token.</param>
    internal PhraseState After(int token)
    {
        int[] written = new int[_written.Length];
        for (int phrase = 0; phrase < written.Length; phrase++)
        {
            bool isMet = phrase < _constraint.MustCount && _written[phrase] == _constraint.Phrase(phrase).Length;
            written[phrase] = isMet ? _written[phrase] : _constraint.Advance(phrase, _written[phrase], token);
        }

        return new PhraseState(_constraint, written, _room - 1);
    }

    /// <summary>Tokens that begin a phrase that is missing, or go on with it.</summary>
    internal IEnumerable<int> NextTokens() => Missing == 0 ? [] : Enumerable.Range(0, _constraint.MustCount)
        .Where(phrase => _written[phrase] < _constraint.Phrase(phrase).Length)
        .SelectMany(phrase => new[] { _constraint.Phrase(phrase)[_written[phrase]], _constraint.Phrase(phrase)[0] })
        .Distinct();

    /// <summary>
    /// Sets the logits of all tokens that may not be written to −∞: the end before all phrases are there, what leaves no room for them, and what completes a phrase
    /// that must not be there, unless nothing else may be written.
    /// </summary>
    /// <param name="logits">[vocab] Scores of the next token; those that other rules forbid have −∞ already.</param>
    internal void Forbid(Span<float> logits)
    {
        if (Missing > 0)
        {
            logits[Vocabulary.EosId] = float.NegativeInfinity;
        }

        if (Missing > 0 && _room - 1 < _unmet + (_constraint.Forbids ? _constraint.MustCount : 0))
        {
            KeepWhatHasRoom(logits);
        }
        else
        {
            ForbidPhrases(logits);
        }
    }

    /// <summary>Whether what is missing can be written without a phrase that must not be there, with other tokens between as far as there is room.</summary>
    internal bool CanFinish()
    {
        int budget = MostLookedAt;
        return CanFinish(ref budget);
    }

    private bool CanFinish(ref int budget)
    {
        if (Missing == 0 || Missing > _room || !_constraint.Forbids || budget-- <= 0)
        {
            return Missing <= _room;
        }

        foreach (int token in NextTokens())
        {
            if (After(token) is { HoldsForbidden: false } next && next.CanFinish(ref budget))
            {
                return true;
            }
        }

        return Missing < _room && After(Other).CanFinish(ref budget);
    }

    private void KeepWhatHasRoom(Span<float> logits)
    {
        bool keepsOthers = After(Other).CanFinish();
        int[] kept = [.. _constraint.Tokens.Where(token => After(token) is { HoldsForbidden: false } next && next.CanFinish())];
        if (kept.Length == 0 && !keepsOthers)
        {
            kept = [.. _constraint.Tokens.Where(token => After(token).Missing < _room)]; // Phrases that must not be there count less.
        }

        float[] values = new float[kept.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            values[i] = logits[kept[i]];
        }

        foreach (int token in keepsOthers ? _constraint.Tokens : [])
        {
            logits[token] = float.NegativeInfinity;
        }

        if (!keepsOthers)
        {
            logits.Fill(float.NegativeInfinity);
        }

        for (int i = 0; i < kept.Length; i++)
        {
            logits[kept[i]] = values[i];
        }
    }

    private void ForbidPhrases(Span<float> logits)
    {
        var forbidden = new Dictionary<int, float>();
        for (int phrase = _constraint.MustCount; phrase < _constraint.Count; phrase++)
        {
            int[] tokens = _constraint.Phrase(phrase);
            if (_constraint.Advance(phrase, _written[phrase], tokens[^1]) == tokens.Length && forbidden.TryAdd(tokens[^1], logits[tokens[^1]]))
            {
                logits[tokens[^1]] = float.NegativeInfinity;
            }
        }

        if (forbidden.Count > 0 && logits.IndexOfAnyExcept(float.NegativeInfinity) < 0)
        {
            foreach ((int token, float logit) in forbidden)
            {
                logits[token] = logit;
            }
        }
    }
}
