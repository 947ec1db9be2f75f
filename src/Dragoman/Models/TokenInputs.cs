using Dragoman.Numerics.Autodiff;

namespace Dragoman.Models;

/// <summary>What the tokens read contribute to decoder steps, computed for any number of steps at once; each step adds to its rows in place.</summary>
/// <param name="Gates">[rows, gates × hidden] Their share of the first layer's gates.</param>
/// <param name="Readout">[rows, any] Their share of the readout; null when they have none.</param>
public readonly record struct TokenInputs(Variable Gates, Variable? Readout)
{
    /// <summary>The rows of one step.</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    public TokenInputs Part(int start, int count) => new(Gates.Part(start, count), Readout?.Part(start, count));
}
