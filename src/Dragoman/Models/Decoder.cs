using Dragoman.Attention;
using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.Options;

namespace Dragoman.Models;

/// <summary>A stack of recurrent layers that writes the target one token per step, with or without attention.</summary>
/// <remarks>
/// <see cref="Step"/> is the one place where a step is computed; training, greedy and beam search all call it. Attention before the cell
/// (Bahdanau): c_i from s_{i−1}, s_i = f(s_{i−1}, [c_i; y_{i−1}]). Between cells (Nematus): s′_i = f(s_{i−1}, y_{i−1}), c_i from s′_i,
/// s_i = g(s′_i, c_i). After the cell (Luong, Vinyals): s_i = f(s_{i−1}, [r_{i−1}; y_{i−1}]), c_i from
/// s_i, where r_{i−1} is what the output layer has read, if it is fed. What the output layer reads is made by a <see cref="Readout"/>.
/// </remarks>
public sealed class Decoder
{
    private readonly ModelOptions _options;
    private readonly bool _attendsBefore;

    /// <summary>Makes a decoder.</summary>
    /// <param name="options">Shape of the model.</param>
    /// <param name="root">The model's outermost scope.</param>
    /// <param name="embedding">The vectors of the target tokens.</param>
    /// <param name="customAttention">Makes the score of a model whose attention is custom; null for built-in scores.</param>
    internal Decoder(ModelOptions options, ParameterScope root, Embedding embedding, AttentionFactory? customAttention = null)
    {
        (_options, Embedding) = (options, embedding);
        _attendsBefore = options.Attention.IsBeforeCell;
        ParameterScope scope = root.Inner("decoder");
        Readout = Readout.Create(options, scope);
        ParameterScope rnn = scope.Inner("rnn");
        Halfway = options.Attention.IsBetweenCells ? RecurrentCell.Create(options.Cell, rnn, "_l0", options.DecoderHiddenSize, options.EmbedSize) : null;
        Cells = MakeCells(rnn);
        Joints = new StackJoints(options, scope, options.DecoderLayers, options.DecoderHiddenSize);
        Bridge = new Bridge(options, root.Inner("bridge"));
        Attention = options.Attends ? MakeAttention(root.Inner("attention", ParameterRole.Score), customAttention) : null;
    }

    /// <summary>The vectors of the target tokens.</summary>
    internal Embedding Embedding { get; }

    /// <summary>The layers, the lowest first.</summary>
    internal RecurrentCell[] Cells { get; }

    /// <summary>The cell that reads the token before the first layer reads the context; null unless the decoder attends between cells.</summary>
    internal RecurrentCell? Halfway { get; }

    /// <summary>What joins the layers.</summary>
    internal StackJoints Joints { get; }

    /// <summary>How it attends; null without attention.</summary>
    internal AttentionMechanism? Attention { get; }

    /// <summary>Makes what the output layer reads.</summary>
    internal Readout Readout { get; }

    /// <summary>Makes the first state.</summary>
    internal Bridge Bridge { get; }

    /// <summary>Width of what the output layer reads.</summary>
    public int ReadoutSize => Readout.Size;

    /// <summary>The cell that reads tokens.</summary>
    internal RecurrentCell TokenCell => Halfway ?? Cells[0];

    /// <summary>Columns of the first layer's input weight for what joins the embedding: a context, or what is fed.</summary>
    internal Weight ExtraInput => Cells[0].InputWeights[0];

    /// <summary>Prepares what the steps over one batch share.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="encoded">What the encoder has made of the batch.</param>
    /// <param name="totalRows">Rows of all steps together; used on a recording tape only.</param>
    public DecoderLoop Open(Tape tape, in EncoderOutput encoded, int totalRows)
    {
        LoopMaps maps = LoopMaps.Open(tape, totalRows);
        Variable values = SumsGates(tape)
            ? LinearOperation.Apply(tape, encoded.States, ExtraInput, bias: null) // [Σ source_time, gates × hidden]
            : encoded.States;
        return new DecoderLoop(maps, Attention?.Prepare(tape, encoded.States, values, maps))
        {
            RecurrentMasks = RepeatedMask.Take(tape, _options.RecurrentDropout, Cells.Length + 1),
        };
    }

    /// <summary>The state before the first token.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="encoded">What the encoder has made of the batch.</param>
    public DecoderState InitialState(Tape tape, in EncoderOutput encoded)
    {
        StackState layers = Bridge.InitialState(tape, encoded);
        Variable? feed = _options.Attention.Feeds ? tape.Zeros(layers[0].Hidden.Rows, ReadoutSize) : null;
        Variable? contextGates = null;
        if (Attention is null && _options.Context == ContextUse.EveryStep)
        {
            Variable context = SummaryOfSource.Of(tape, encoded, _options); // [batch, summary]
            contextGates = LinearOperation.Apply(tape, context, ExtraInput, bias: null);
        }

        Variable? coverage = _options.Attention.Covers ? tape.Zeros(encoded.Sentences.Count, encoded.Sentences.MaxLength) : null;
        return new DecoderState(layers, feed, contextGates, Step: 0) { Coverage = coverage };
    }

    /// <summary>What the tokens read contribute, for any number of steps at once.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="tokens">[rows] The tokens read; they must stay until the tape is reset.</param>
    /// <param name="steps">Where the steps lie in the rows; null when there is one.</param>
    public TokenInputs EmbedInputs(Tape tape, ReadOnlyMemory<int> tokens, StepLayout? steps = null)
    {
        Variable embedded = Embedding.Forward(tape, tokens, _options.EmbedDropout, _options.WordDropout, _options.SharesMasks ? steps : null); // [rows, embed]
        Variable gates = LinearOperation.Apply(tape, embedded, TokenCell.InputWeights[^1], TokenCell.InputBias); // [rows, gates × hidden]
        return new TokenInputs(gates, Readout.OfTokens(tape, embedded));
    }

    /// <summary>One step.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="loop">What <see cref="Open"/> gave.</param>
    /// <param name="tokens">From <see cref="EmbedInputs"/>, for the first rows of the batch; the step adds to it in place.</param>
    /// <param name="state">State before the step, of at least as many rows.</param>
    /// <param name="sentences">Which of the encoder's states belong to each row.</param>
    /// <param name="readout">[rows, readout] Overwritten with what the output layer reads.</param>
    public DecoderStep Step(
        Tape tape, DecoderLoop loop, TokenInputs tokens, in DecoderState state, RaggedLayout sentences, Variable readout)
    {
        Variable gates = tokens.Gates;
        int rows = gates.Rows;
        StackState before = state.Layers.Prefix(Cells.Length, rows);
        Variable previous = before[Cells.Length - 1].Hidden;
        Variable? covered = state.Coverage?.Part(0, rows);
        AttentionMemory memory = loop.Memory.GetValueOrDefault() with { Coverage = covered };
        (Variable? context, Variable? weights) = (null, null);
        if (_attendsBefore)
        {
            (context, weights) = Attention!.Attend(tape, memory, previous, sentences, _options.Attention.Dropout, state.Step);
            if (SumsGates(tape))
            {
                AddToOperation.Apply(tape, context, gates);
            }
            else
            {
                loop.Maps.AddTo(tape, ExtraInput, bias: null, context, gates);
            }
        }
        else if (Halfway is not null)
        {
            CellState halfway = NewState(tape, Halfway, rows);
            Halfway.Step(tape, loop.Maps, gates, before[0], halfway, loop.RecurrentMasks.Further(Cells.Length));
            (context, weights) = Attention!.Attend(tape, memory, halfway.Hidden, sentences, _options.Attention.Dropout, state.Step);
            gates = loop.Maps.Apply(tape, ExtraInput, Cells[0].InputBias, context);
            before[0] = halfway;
        }
        else if (state.Feed is { } feed)
        {
            loop.Maps.AddTo(tape, ExtraInput, bias: null, feed.Part(0, rows), gates);
        }
        else if (state.ContextGates is { } contextGates)
        {
            AddToOperation.Apply(tape, contextGates.Part(0, rows), gates);
        }

        Variable? top = Readout.IsState ? readout : null;
        StackState layers = StepLayers(tape, loop, gates, before, ref top);
        if (_options.Attention.IsAfterCell)
        {
            (context, weights) = Attention!.Attend(tape, memory, top!, sentences, _options.Attention.Dropout, state.Step);
        }

        if (context is not null)
        {
            Readout.Apply(tape, loop.Maps, new ReadoutInputs(top!, previous, context, tokens.Readout), readout);
        }

        DecoderState after = new(layers, _options.Attention.Feeds ? readout : null, state.ContextGates, state.Step + 1)
        {
            Coverage = covered is null ? null : AddToFirstColumns.Apply(tape, covered, weights!),
        };
        return new DecoderStep(after, readout, weights) { Covered = covered };
    }

    /// <summary>
    /// Whether attention sums products instead of states: W Σ_j α_j h_j = Σ_j α_j W h_j, and a search takes many steps over one source, for which
    /// each W h_j is computed once.
    /// </summary>
    private bool SumsGates(Tape tape) => _attendsBefore && !Readout.ReadsContext && !tape.IsRecording;

    /// <summary>Runs the stack; the top layer's output is written to <paramref name="top"/>, which is made when it is null.</summary>
    private StackState StepLayers(Tape tape, in DecoderLoop loop, Variable gates, in StackState previous, ref Variable? top)
    {
        int rows = gates.Rows;
        StackState next = default;
        Variable? x = null;
        for (int layer = 0; layer < Cells.Length; layer++)
        {
            RecurrentCell cell = Cells[layer];
            if (layer > 0)
            {
                x = Joints.Input(tape, layer, x!);
                gates = loop.Maps.Apply(tape, cell.InputWeights[0], cell.InputBias, DropoutOperation.Apply(tape, x, _options.LayerDropout));
            }

            Variable? target = layer == Cells.Length - 1 ? top : null;
            CellState state = NewState(tape, cell, rows, Joints.Adds(layer) ? null : target);
            cell.Step(tape, loop.Maps, gates, previous[layer], state, loop.RecurrentMasks.Further(layer));
            next[layer] = state;
            x = Joints.Output(tape, layer, x, state.Hidden, target);
        }

        top = x;
        return next;
    }

    private static CellState NewState(Tape tape, RecurrentCell cell, int rows, Variable? hidden = null) =>
        new(hidden ?? tape.NewVariable(rows, cell.HiddenSize), cell.HasMemory ? tape.NewVariable(rows, cell.HiddenSize) : null);

    private RecurrentCell[] MakeCells(ParameterScope scope)
    {
        int hidden = _options.DecoderHiddenSize;
        var cells = new RecurrentCell[_options.DecoderLayers];
        int? extra =
            _attendsBefore ? _options.EncoderOutputSize
            : _options.Attention.Feeds ? ReadoutSize
            : !_options.Attends && _options.Context == ContextUse.EveryStep ? _options.SummarySize
            : null;
        cells[0] = Halfway is not null
            ? RecurrentCell.Create(_options.Cell, scope.Inner("context"), "_l0", hidden, _options.EncoderOutputSize)
            : extra is { } size
            ? RecurrentCell.Create(_options.Cell, scope, "_l0", hidden, size, _options.EmbedSize)
            : RecurrentCell.Create(_options.Cell, scope, "_l0", hidden, _options.EmbedSize);
        for (int layer = 1; layer < cells.Length; layer++)
        {
            cells[layer] = RecurrentCell.Create(_options.Cell, scope, $"_l{layer}", hidden, hidden);
        }

        return cells;
    }

    private AttentionMechanism MakeAttention(ParameterScope scope, AttentionFactory? customAttention)
    {
        (int query, int value) = (_options.DecoderHiddenSize, _options.EncoderOutputSize);
        if (_options.Attention.Score == AttentionScore.Custom)
        {
            return customAttention?.Invoke(scope, query, value) ?? throw new ConfigurationException(
                "model.attention.score is custom: this model scores with a class of its own. Give its factory when the model is made or loaded, or choose a built-in score.");
        }

        return AttentionMechanism.Create(_options.Attention, scope, query, value);
    }
}
