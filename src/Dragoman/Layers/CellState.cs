using Dragoman.Numerics.Autodiff;

namespace Dragoman.Layers;

/// <summary>State of one recurrent layer between two steps.</summary>
/// <param name="Hidden">[rows, hidden] What the layer shows.</param>
/// <param name="Memory">[rows, hidden] The memory of an LSTM; null for other units.</param>
public readonly record struct CellState(Variable Hidden, Variable? Memory)
{
    /// <summary>The state of the first rows only: sentences still running are a prefix of the batch.</summary>
    /// <param name="count">Number of rows to keep.</param>
    public CellState Prefix(int count) => new(Hidden.Part(0, count), Memory?.Part(0, count));
}
