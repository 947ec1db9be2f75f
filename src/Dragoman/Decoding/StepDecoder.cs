using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;
using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Runs a model, or an ensemble of models, one step at a time over the rows that are still being extended; searches choose what each row reads next.</summary>
/// <remarks>
/// A row is one hypothesis of one sentence. Memory is taken for the first step and used again by all others. An ensemble predicts the mean of its
/// models' probabilities, and shows the mean of their attention weights.
/// </remarks>
internal sealed class StepDecoder
{
    private readonly ModelSteps[] _members;
    private readonly Tape _tape;
    private readonly SourceBatch _source;
    private readonly bool _allowUnknown;
    private readonly RepetitionRules _repetition;
    private readonly SearchGuide? _guide;
    private readonly ShortlistScores? _shortlist;
    private readonly Matrix[] _logits; // [k] of [rows, vocab], or [rows, computed] with a shortlist
    private readonly Matrix[] _ownLogits; // [k] of [1, tokens of the row's sentence]
    private readonly Matrix[] _weights; // [k] of [rows, max source_time], of those that attend first
    private readonly Tape.Position _afterSetup;
    private readonly RaggedLayout _rowSentences = new();
    private readonly int[] _tokens;
    private readonly double[] _normalizers;

    /// <summary>Encodes the source and starts with one row per sentence.</summary>
    /// <param name="models">The model, or those of an ensemble.</param>
    /// <param name="tape">A tape that only computes forward.</param>
    /// <param name="source">The source sentences.</param>
    /// <param name="maxRows">Most rows that will ever be extended at once.</param>
    /// <param name="options">What may be written.</param>
    /// <param name="guide">What the first tokens must be, and who looks on; null for nothing.</param>
    internal StepDecoder(IReadOnlyList<Seq2SeqModel> models, Tape tape, SourceBatch source, int maxRows, SearchOptions options, SearchGuide? guide = null)
    {
        (_tape, _source, _allowUnknown, _guide) = (tape, source, options.AllowUnknown, guide);
        _repetition = new RepetitionRules(options.NoRepeatNgram, options.RepetitionPenalty);
        tape.Reset();
        _members = [.. models.Select(model => new ModelSteps(model, tape, source, maxRows, guide))];
        _shortlist = guide?.Shortlist is { } shortlist ? new ShortlistScores(shortlist, maxRows, models[0].TargetVocabularySize, tape.Arena) : null;
        (_logits, _ownLogits, _weights) = (new Matrix[models.Count], new Matrix[models.Count], new Matrix[models.Count]);
        _tokens = new int[maxRows];
        _normalizers = new double[maxRows];
        _afterSetup = tape.Mark();
    }

    /// <summary>[rows, vocab] Scores of the next token, of the last step; impossible tokens have −∞.</summary>
    internal Matrix Logits { get; private set; }

    /// <summary>
    /// [rows] What to subtract from a logit to get the model's log probability: log Σ exp over all tokens, the impossible ones included, so that a
    /// rule of the search changes what may be chosen and not how probable it is. With a shortlist, over its tokens: the others are not computed.
    /// </summary>
    internal ReadOnlySpan<double> Normalizers => _normalizers.AsSpan(0, Logits.Rows);

    /// <summary>The model's logit of a token that may be written, which the repetition penalty may have lowered.</summary>
    /// <param name="row">The row of the last step.</param>
    /// <param name="token">The token.</param>
    internal float ModelLogit(int row, int token) => _repetition.OfModel(row, token, Logits[row, token]);

    /// <summary>[rows, max source_time] Attention weights of the last step; empty without attention.</summary>
    internal Matrix Weights { get; private set; }

    /// <summary>Tokens of a source sentence without its end token, which it may lack.</summary>
    /// <param name="sentence">The sentence.</param>
    internal int SourceWords(int sentence)
    {
        int last = _source.Tokens.Span[_source.LastRows.Span[sentence]];
        return _source.Sentences.Lengths[sentence] - (last == Vocabulary.EosId ? 1 : 0);
    }

    /// <summary>Extends rows by one token.</summary>
    /// <param name="parents">[rows] For each row, the row of the last step (at first: the sentence) that it continues.</param>
    /// <param name="sentences">[rows] Its sentence.</param>
    /// <param name="tokens">[rows] The token that it reads.</param>
    /// <param name="rules">[rows] What it may write next.</param>
    internal void Step(ReadOnlySpan<int> parents, ReadOnlySpan<int> sentences, ReadOnlySpan<int> tokens, ReadOnlySpan<RowRule> rules)
    {
        int step = _members[0].Step;
        foreach (ModelSteps member in _members)
        {
            member.Keep(parents);
        }

        _tape.Release(_afterSetup);
        tokens.CopyTo(_tokens);
        LayOut(sentences);
        Predict(_tokens.AsMemory(0, tokens.Length), sentences);
        _repetition.BeginStep();
        for (int row = 0; row < tokens.Length; row++)
        {
            if (_guide?.PrefixOf(sentences[row]) is { } prefix && step < prefix.Count)
            {
                Force(Logits.Row(row), prefix[step], step == prefix.Count - 1 ? _guide.OpenEndOf(sentences[row]) : null);
            }
            else
            {
                Restrict(row, rules[row]);
            }
        }
    }

    private void Restrict(int row, in RowRule rule)
    {
        Span<float> logits = Logits.Row(row);
        _repetition.Lower(row, logits, rule.Written);
        if (rule.State is { } state)
        {
            state.Forbid(logits);
        }
        else
        {
            Forbid(logits, rule.MayEnd);
        }

        rule.Written.Phrases?.Forbid(logits);
        _repetition.Forbid(logits, rule.Written);
    }

    private void LayOut(ReadOnlySpan<int> sentences)
    {
        _rowSentences.Clear();
        if (Array.Exists(_members, static member => member.Attends))
        {
            foreach (int sentence in sentences)
            {
                _rowSentences.Add(_source.Sentences.Starts[sentence], _source.Sentences.Lengths[sentence]);
            }
        }
    }

    private void Predict(ReadOnlyMemory<int> tokens, ReadOnlySpan<int> sentences)
    {
        int attending = 0;
        for (int i = 0; i < _members.Length; i++)
        {
            (_logits[i], Matrix weights) = _members[i].Extend(tokens, _rowSentences);
            if (!weights.IsEmpty)
            {
                _weights[attending++] = weights;
            }
        }

        Weights = EnsembleMean.OfWeights(_weights.AsSpan(0, attending));
        if (_guide?.Shortlist is not { } shortlist || _shortlist is null)
        {
            Logits = Mean(_logits, firstRow: 0);
            return;
        }

        Logits = _shortlist.Take(tokens.Length);
        for (int row = 0; row < tokens.Length; row++)
        {
            for (int i = 0; i < _members.Length; i++)
            {
                int count = shortlist.Choose(sentences[row], _logits[i].Row(row));
                _ownLogits[i] = _logits[i].RowRange(row, 1).ColumnRange(0, count);
            }

            _shortlist.Spread(row, sentences[row], Mean(_ownLogits, row).Row(0));
        }
    }

    /// <summary>What all models predict together, and the normalizers of it.</summary>
    /// <param name="logits">[k] of [rows, tokens]; overwritten.</param>
    /// <param name="firstRow">The place of their first row in the step.</param>
    /// <returns>[rows, tokens]</returns>
    private Matrix Mean(Matrix[] logits, int firstRow)
    {
        Matrix mean = logits.Length == 1 ? logits[0] : EnsembleMean.OfProbabilities(_tape.Arena, logits);
        for (int row = 0; row < mean.Rows; row++)
        {
            double normalizer = logits.Length == 1 ? SoftmaxCrossEntropy.LogSumExp(mean.Row(row)) : 0; // A mean is of probabilities already.
            NotFinite.ThrowIf(normalizer);
            _normalizers[firstRow + row] = normalizer;
        }

        return mean;
    }

    private static void Force(Span<float> logits, int token, int? other)
    {
        (float logit, float otherLogit) = (logits[token], logits[other ?? token]);
        logits.Fill(float.NegativeInfinity);
        logits[token] = logit;
        logits[other ?? token] = otherLogit;
    }

    private void Forbid(Span<float> logits, bool mayEnd)
    {
        logits[Vocabulary.PadId] = float.NegativeInfinity;
        logits[Vocabulary.BosId] = float.NegativeInfinity;
        if (!mayEnd)
        {
            logits[Vocabulary.EosId] = float.NegativeInfinity;
        }

        if (!_allowUnknown)
        {
            logits[Vocabulary.UnkId] = float.NegativeInfinity;
        }
    }
}
