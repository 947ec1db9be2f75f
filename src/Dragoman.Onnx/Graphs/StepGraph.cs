using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>The graph that is run once per target token: from the token read to the log probabilities of the next one. It mirrors <see cref="Decoder.Step"/>.</summary>
internal sealed class StepGraph
{
    private readonly GraphBuilder _graph = new("step");
    private readonly Seq2SeqModel _model;
    private readonly DecoderPorts _ports;

    private StepGraph(Seq2SeqModel model, DecoderPorts ports)
    {
        (_model, _ports) = (model, ports);
    }

    private Decoder Decoder => _model.Decoder;

    /// <summary>Makes the graph.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ports">What passes between the graphs.</param>
    internal static GraphBuilder Build(Seq2SeqModel model, DecoderPorts ports)
    {
        StepGraph step = new(model, ports);
        step.Build();
        return step._graph;
    }

    private void Build()
    {
        GraphValue embedded = _graph.LookUp(Decoder.Embedding.Table, _graph.Input(DecoderPorts.Token)); // [batch, embed]
        MemoryValues memory = ReadMemory();
        StateValues state = ReadState();
        GraphValue previous = state.Layers[^1].Hidden;

        (GraphValue? context, GraphValue? weights) = (null, null);
        GraphValue gates = _graph.Linear(embedded, Decoder.TokenCell.InputWeights[^1], _graph.Tensor(Decoder.TokenCell.InputBias));
        LayerValues[] before = state.Layers;
        if (_model.Options.Attention.IsBeforeCell)
        {
            (context, weights) = Attend(previous);
            gates = _graph.Linear(context.Value, Decoder.ExtraInput, gates);
        }
        else if (Decoder.Halfway is { } halfway)
        {
            LayerValues between = CellNodes.Step(_graph, halfway, gates, before[0]);
            (context, weights) = Attend(between.Hidden);
            gates = _graph.Linear(context.Value, Decoder.ExtraInput, _graph.Tensor(Decoder.Cells[0].InputBias));
            before = [between, .. before[1..]];
        }
        else if ((state.Feed ?? memory.Context) is { } extra)
        {
            gates = _graph.Linear(extra, Decoder.ExtraInput, gates);
        }

        (LayerValues[] layers, GraphValue top) = StepLayers(gates, before);
        if (_model.Options.Attention.IsAfterCell)
        {
            (context, weights) = Attend(top);
        }

        GraphValue readout = ReadoutNodes.Read(_graph, Decoder.Readout, top, previous, context, embedded);
        GraphValue logits = _graph.Linear(readout, _model.Output, _graph.Tensor(_model.OutputBias));
        _graph.Output(_ports.LogProbabilities, _graph.Node("LogSoftmax", [logits], NodeAttribute.Whole("axis", 1)));
        Give(_ports.Weights, weights);
        Give(state, layers, readout, weights);

        (GraphValue Context, GraphValue Weights) Attend(GraphValue query) => AttentionNodes.Attend(_graph, Decoder.Attention!, memory, state, query);
    }

    /// <summary>Runs the stack: the states of all layers, and the output of the top one.</summary>
    private (LayerValues[] Layers, GraphValue Top) StepLayers(GraphValue gates, LayerValues[] before)
    {
        var layers = new LayerValues[before.Length];
        layers[0] = CellNodes.Step(_graph, Decoder.Cells[0], gates, before[0]);
        GraphValue x = layers[0].Hidden;
        for (int layer = 1; layer < layers.Length; layer++)
        {
            RecurrentCell cell = Decoder.Cells[layer];
            GraphValue input = JointNodes.Input(_graph, Decoder.Joints, layer, x);
            layers[layer] = CellNodes.Step(_graph, cell, _graph.Linear(input, cell.InputWeights[0], _graph.Tensor(cell.InputBias)), before[layer]);
            x = JointNodes.Output(_graph, Decoder.Joints, layer, input, layers[layer].Hidden);
        }

        return (layers, x);
    }

    private MemoryValues ReadMemory() => new(Read(_ports.Annotations), Read(_ports.Keys), Read(_ports.Mask), Read(_ports.Context));

    private StateValues ReadState() => new(
        [.. _ports.Layers.Select(layer => new LayerValues(_graph.Input(layer.Hidden), Read(layer.Memory)))],
        Read(_ports.Feed),
        Read(_ports.Coverage),
        Read(_ports.Position));

    private GraphValue? Read(Port? port) => port is null ? null : _graph.Input(port);

    private void Give(StateValues state, LayerValues[] layers, GraphValue readout, GraphValue? weights)
    {
        for (int layer = 0; layer < layers.Length; layer++)
        {
            GiveNext(_ports.Layers[layer].Hidden, layers[layer].Hidden);
            GiveNext(_ports.Layers[layer].Memory, layers[layer].Memory);
        }

        GiveNext(_ports.Feed, readout);
        GiveNext(_ports.Coverage, state.Coverage is { } covered ? _graph.Add(covered, weights!.Value) : null);
        GiveNext(_ports.Position, state.Position is { } position ? _graph.Add(position, _graph.Number(1f)) : null);
    }

    private void GiveNext(Port? port, GraphValue? value) => Give(port is null ? null : DecoderPorts.Next(port), value);

    private void Give(Port? port, GraphValue? value)
    {
        if (port is not null)
        {
            _graph.Output(port, value!.Value);
        }
    }
}
