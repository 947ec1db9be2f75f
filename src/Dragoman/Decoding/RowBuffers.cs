using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Decoding;

/// <summary>Keeps the rows of a decoder state that go on to the next step, in their new order.</summary>
internal sealed class RowBuffers
{
    private readonly int _layerCount;
    private readonly Variable[] _hidden;
    private readonly Variable?[] _memory;
    private readonly Variable? _feed;
    private readonly Variable? _coverage;
    private readonly Variable?[] _contextGates;
    private int _turn;

    internal RowBuffers(Tape tape, int maxRows, int layerCount, in DecoderState like)
    {
        _layerCount = layerCount;
        _hidden = new Variable[layerCount];
        _memory = new Variable?[layerCount];
        for (int layer = 0; layer < layerCount; layer++)
        {
            _hidden[layer] = tape.NewVariable(maxRows, like.Layers[layer].Hidden.Columns);
            _memory[layer] = like.Layers[layer].Memory is { } memory ? tape.NewVariable(maxRows, memory.Columns) : null;
        }

        _feed = like.Feed is { } feed ? tape.NewVariable(maxRows, feed.Columns) : null;

        _coverage = like.Coverage is { } coverage ? tape.NewVariable(maxRows, coverage.Columns) : null;

        // Unlike the others these gates are read from the buffer itself at the next step, so two take turns.
        _contextGates =
        [
            like.ContextGates is { } gates ? tape.NewVariable(maxRows, gates.Columns) : null,
            like.ContextGates is { } again ? tape.NewVariable(maxRows, again.Columns) : null,
        ];
    }

    /// <summary>Copies rows.</summary>
    /// <param name="tape">The tape on which the result's variables are made.</param>
    /// <param name="state">The state after the last step.</param>
    /// <param name="rows">[rows] For each row kept, where it stands now.</param>
    internal DecoderState Keep(Tape tape, in DecoderState state, ReadOnlySpan<int> rows)
    {
        StackState layers = default;
        for (int layer = 0; layer < _layerCount; layer++)
        {
            CellState from = state.Layers[layer];
            layers[layer] = new CellState(
                Copy(from.Hidden, _hidden[layer], rows)!,
                Copy(from.Memory, _memory[layer], rows));
        }

        _turn = 1 - _turn;
        return new DecoderState(layers, Copy(state.Feed, _feed, rows), Copy(state.ContextGates, _contextGates[_turn], rows), state.Step)
        {
            Coverage = Copy(state.Coverage, _coverage, rows),
        };
    }

    private static Variable? Copy(Variable? from, Variable? to, ReadOnlySpan<int> rows)
    {
        if (from is null || to is null)
        {
            return null;
        }

        Rows.Gather(from.Value, rows, to.Value.RowRange(0, rows.Length));
        return to;
    }
}
