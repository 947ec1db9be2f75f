using System.Runtime.CompilerServices;
using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Models;

/// <summary>The states of a stack of recurrent layers, as a value.</summary>
public struct StackState
{
    private LayerVariables _hidden;
    private LayerVariables _memory;

    /// <summary>State of one layer.</summary>
    /// <param name="layer">0 is the lowest.</param>
    public CellState this[int layer]
    {
        readonly get => new(_hidden[layer]!, _memory[layer]);
        set => (_hidden[layer], _memory[layer]) = (value.Hidden, value.Memory);
    }

    /// <summary>The states of the first rows only: sentences still running are a prefix of the batch.</summary>
    /// <param name="layers">Number of layers.</param>
    /// <param name="rows">Number of rows to keep.</param>
    public readonly StackState Prefix(int layers, int rows)
    {
        StackState prefix = default;
        for (int layer = 0; layer < layers; layer++)
        {
            prefix[layer] = this[layer].Prefix(rows);
        }

        return prefix;
    }

    [InlineArray(ModelOptions.MaxLayers)]
    private struct LayerVariables
    {
        private Variable? _first;
    }
}
