using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Tests.Fixtures;

namespace Dragoman.Tests.Layers;

/// <summary>A stack of recurrent layers with its batch and what PyTorch computes from them.</summary>
internal sealed class RecurrentFixture : IDisposable
{
    private readonly Fixture _file;
    private readonly SourceBatch _batch = new();
    private readonly List<RecurrentLayer[]> _layers = [];
    private readonly ParameterSet _parameters = new();
    private readonly int _time;

    internal RecurrentFixture(string name)
    {
        _file = Fixture.Open(name);
        _time = _file.Size("x", 1);
        _batch.Load(_file.Integers("lengths").Select(length => new int[length]));
        CellKind kind = name.StartsWith("gru", StringComparison.Ordinal) ? CellKind.Gru : CellKind.Lstm;
        int inputSize = _file.Size("x", 2);
        for (int layer = 0; _file.Contains($"weight_ih_l{layer}"); layer++)
        {
            int hidden = _file.Size($"weight_hh_l{layer}", 1);
            bool[] directions = _file.Contains($"weight_ih_l{layer}_reverse") ? [false, true] : [false];
            int width = inputSize;
            _layers.Add([.. directions.Select(back => new RecurrentLayer(kind, _parameters.Root, layer, back, width, hidden))]);
            inputSize = hidden * directions.Length;
        }

        foreach (Parameter parameter in _parameters.All)
        {
            _file.CopyTo(parameter.Name, parameter.Value);
        }
    }

    internal ParameterSet Parameters => _parameters;

    internal bool HasMemory => _file.Contains("c_n");

    internal int Count => _batch.Count;

    internal Matrix Read(string name) => _file.Read(name);

    /// <summary>Runs the stack over the batch.</summary>
    internal Run Forward(Tape tape)
    {
        Variable x = tape.NewVariable(InStepOrder("x"), requiresGradient: true);
        Run run = new(x);
        foreach (RecurrentLayer[] directions in _layers)
        {
            Variable? output = null;
            foreach (RecurrentLayer layer in directions)
            {
                bool back = output is not null;
                CellState initial = Initial(tape, run.Initial.Count);
                CellState states = layer.Forward(tape, x, _batch.Steps, initial);
                ReadOnlyMemory<int> last = back ? _batch.FirstRows : _batch.LastRows;
                run.Initial.Add(initial);
                run.Final.Add(new CellState(
                    GatherRows.Apply(tape, states.Hidden, last),
                    states.Memory is null ? null : GatherRows.Apply(tape, states.Memory, last)));
                output = output is null ? states.Hidden : JoinColumns.Apply(tape, output, states.Hidden);
            }

            x = output!;
        }

        run.Output = x;
        return run;
    }

    /// <summary>The real places of a [batch, time, …] tensor, step by step.</summary>
    internal Matrix InStepOrder(string name)
    {
        Matrix all = _file.Read(name);
        Matrix steps = Matrix.Allocate(_batch.Steps.TotalRows, all.Columns);
        ReadOnlySpan<int> rows = _batch.SentenceOrder.Span;
        for (int sentence = 0; sentence < Count; sentence++)
        {
            for (int step = 0; step < _batch.Sentences.Lengths[sentence]; step++)
            {
                all.Row((sentence * _time) + step).CopyTo(steps.Row(rows[_batch.Sentences.Starts[sentence] + step]));
            }
        }

        return steps;
    }

    /// <summary>One row of a [rows, batch, hidden] tensor, by falling sentence length: [batch, hidden].</summary>
    internal Matrix InRankOrder(string name, int row)
    {
        Matrix all = _file.Read(name).RowRange(row * Count, Count);
        Matrix ranks = Matrix.Allocate(Count, all.Columns);
        for (int sentence = 0; sentence < Count; sentence++)
        {
            // The rank of a sentence is its row at the first step.
            all.Row(sentence).CopyTo(ranks.Row(_batch.FirstRows.Span[sentence]));
        }

        return ranks;
    }

    public void Dispose() => _file.Dispose();

    private CellState Initial(Tape tape, int row) => new(
        tape.NewVariable(InRankOrder("h0", row), requiresGradient: true),
        HasMemory ? tape.NewVariable(InRankOrder("c0", row), requiresGradient: true) : null);

    /// <summary>The variables of one pass; a row of states is a layer and direction.</summary>
    internal sealed class Run(Variable x)
    {
        internal Variable X { get; } = x;

        internal List<CellState> Initial { get; } = [];

        internal List<CellState> Final { get; } = [];

        internal Variable Output { get; set; } = null!;
    }
}
