using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Layout;

namespace Dragoman.Decoding;

/// <summary>Runs one model step by step over the rows of a search, and keeps their state between steps.</summary>
internal sealed class ModelSteps
{
    private readonly Seq2SeqModel _model;
    private readonly Tape _tape;
    private readonly DecoderLoop _loop;
    private readonly RowBuffers _kept;
    private readonly GatheredWeight? _outputs;
    private DecoderState _state;

    /// <summary>Encodes the source and starts with one row per sentence.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tape">A tape that only computes forward; what is taken from it here must stay.</param>
    /// <param name="source">The source sentences.</param>
    /// <param name="maxRows">Most rows that will ever be extended at once.</param>
    /// <param name="guide">Who looks on while the decoder attends, and which tokens are scored; null for nobody and all.</param>
    internal ModelSteps(Seq2SeqModel model, Tape tape, SourceBatch source, int maxRows, SearchGuide? guide)
    {
        (_model, _tape) = (model, tape);
        EncoderOutput encoded = model.Encoder.Forward(tape, source);
        _loop = model.Decoder.Open(tape, encoded, totalRows: 0).Watched(guide?.Watch);
        _state = model.Decoder.InitialState(tape, encoded);
        _kept = new RowBuffers(tape, maxRows, model.Options.DecoderLayers, _state);
        _outputs = guide?.Shortlist?.Computed is { } tokens ? model.GatherOutputs(tape, tokens) : null;
    }

    /// <summary>Whether steps have attention weights.</summary>
    internal bool Attends => _loop.Memory is not null;

    /// <summary>Steps made.</summary>
    internal int Step => _state.Step;

    /// <summary>Keeps the rows that go on, in their new order; after it what the last step took from the tape may be released.</summary>
    /// <param name="parents">[rows] For each row, the row of the last step (at first: the sentence) that it continues.</param>
    internal void Keep(ReadOnlySpan<int> parents) => _state = _kept.Keep(_tape, _state, parents);

    /// <summary>Extends the rows by one token.</summary>
    /// <param name="tokens">[rows] The token that each reads.</param>
    /// <param name="sentences">Which of the encoder's states belong to each row.</param>
    /// <returns>[rows, vocab] scores of the next token, or [rows, computed] with a shortlist, and [rows, max source_time] attention weights, empty without attention.</returns>
    internal (Matrix Logits, Matrix Weights) Extend(ReadOnlyMemory<int> tokens, RaggedLayout sentences)
    {
        TokenInputs inputs = _model.Decoder.EmbedInputs(_tape, tokens);
        Variable readout = _tape.NewVariable(tokens.Length, _model.Decoder.ReadoutSize);
        DecoderStep step = _model.Decoder.Step(_tape, _loop, inputs, _state, sentences, readout);
        _state = step.State;
        return (_model.Logits(_tape, readout, _outputs), step.Weights?.Value ?? default);
    }
}
