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

    [InlineArray(ModelOptions.MaxLayers)]
    private struct LayerVariables
    {
        private Variable? _first;
    }
}
