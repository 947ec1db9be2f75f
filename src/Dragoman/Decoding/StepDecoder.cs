using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;
using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Runs the model one step at a time over the rows that are still being extended; searches choose what each row reads next.</summary>
/// <remarks>A row is one hypothesis of one sentence. Memory is taken for the first step and used again by all others.</remarks>
internal sealed class StepDecoder
{
    private readonly Seq2SeqModel _model;
    private readonly Tape _tape;
    private readonly SourceBatch _source;
    private readonly bool _allowUnknown;
    private readonly IReadOnlyList<int> _prefix;
    private readonly DecoderLoop _loop;
    private readonly RowBuffers _kept;
    private readonly Tape.Position _afterSetup;
    private readonly RaggedLayout _rowSentences = new();
    private readonly int[] _tokens;
    private readonly double[] _normalizers;
    private DecoderState _state;

    /// <summary>Encodes the source and starts with one row per sentence.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tape">A tape that only computes forward.</param>
    /// <param name="source">The source sentences.</param>
    /// <param name="maxRows">Most rows that will ever be extended at once.</param>
    /// <param name="allowUnknown">Whether the unknown-word token may be produced.</param>
    /// <param name="guide">What the first tokens must be, and who looks on; null for nothing.</param>
    internal StepDecoder(Seq2SeqModel model, Tape tape, SourceBatch source, int maxRows, bool allowUnknown, SearchGuide? guide = null)
    {
        (_model, _tape, _source, _allowUnknown, _prefix) = (model, tape, source, allowUnknown, guide?.Prefix ?? []);
        tape.Reset();
        EncoderOutput encoded = model.Encoder.Forward(tape, source);
        _loop = model.Decoder.Open(tape, encoded, totalRows: 0).Watched(guide?.Watch);
        _state = model.Decoder.InitialState(tape, encoded);
        _tokens = new int[maxRows];
        _normalizers = new double[maxRows];
        _kept = new RowBuffers(tape, maxRows, model.Options.DecoderLayers, _state);
        _afterSetup = tape.Mark();
    }

    /// <summary>[rows, vocab] Scores of the next token, of the last step; impossible tokens have −∞.</summary>
    internal Matrix Logits { get; private set; }

    /// <summary>
    /// [rows] What to subtract from a logit to get the model's log probability: log Σ exp over all tokens, the impossible ones included, so that a
    /// rule of the search changes what may be chosen and not how probable it is.
    /// </summary>
    internal ReadOnlySpan<double> Normalizers => _normalizers.AsSpan(0, Logits.Rows);

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
    /// <param name="mayEnd">[rows] Whether its sentence may end now.</param>
    internal void Step(ReadOnlySpan<int> parents, ReadOnlySpan<int> sentences, ReadOnlySpan<int> tokens, ReadOnlySpan<bool> mayEnd)
    {
        DecoderState state = _kept.Keep(_tape, _state, parents);
        int? forced = state.Step < _prefix.Count ? _prefix[state.Step] : null;
        _tape.Release(_afterSetup);
        tokens.CopyTo(_tokens);
        if (_loop.Memory is not null)
        {
            _rowSentences.Clear();
            foreach (int sentence in sentences)
            {
                _rowSentences.Add(_source.Sentences.Starts[sentence], _source.Sentences.Lengths[sentence]);
            }
        }

        TokenInputs inputs = _model.Decoder.EmbedInputs(_tape, _tokens.AsMemory(0, tokens.Length));
        Variable readout = _tape.NewVariable(tokens.Length, _model.Decoder.ReadoutSize);
        DecoderStep step = _model.Decoder.Step(_tape, _loop, inputs, state, _rowSentences, readout);
        _state = step.State;
        Logits = _model.Logits(_tape, readout);
        Weights = step.Weights?.Value ?? default;
        for (int row = 0; row < tokens.Length; row++)
        {
            Span<float> logits = Logits.Row(row);
            _normalizers[row] = SoftmaxCrossEntropy.LogSumExp(logits);
            NotFinite.ThrowIf(_normalizers[row]);
            if (forced is { } token)
            {
                Force(logits, token);
            }
            else
            {
                Forbid(logits, mayEnd[row]);
            }
        }
    }

    private static void Force(Span<float> logits, int token)
    {
        float logit = logits[token];
        logits.Fill(float.NegativeInfinity);
        logits[token] = logit;
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
