using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>The output layer reads t_i, the larger of each pair in t̃_i = U s + V E y_{i−1} + C c_i.</summary>
/// <remarks>
/// Bahdanau, Cho, Bengio 2014 (arXiv:1409.0473), A.2.2. The formula prints s = s_{i−1}; p(y_i | s_i, y_{i−1}, c_i) on its left, and code published
/// later, mean s = s_i. Both can be had.
/// </remarks>
internal sealed class MaxoutReadout : Readout
{
    internal MaxoutReadout(ModelOptions options, ParameterScope scope)
    {
        Size = options.MaxoutUnits;
        State = scope.Matrix("state.weight", 2 * Size, options.DecoderHiddenSize).Whole();
        Token = scope.Matrix("token.weight", 2 * Size, options.EmbedSize).Whole();
        Context = scope.Matrix("context.weight", 2 * Size, options.EncoderOutputSize).Whole();
        ReadsPrevious = options.Readout == ReadoutKind.MaxoutOfPrevious;
    }

    /// <summary>U: [2 × units, hidden].</summary>
    internal Weight State { get; }

    /// <summary>V: [2 × units, embed].</summary>
    internal Weight Token { get; }

    /// <summary>C: [2 × units, context].</summary>
    internal Weight Context { get; }

    /// <summary>Whether s is the state before the step.</summary>
    internal bool ReadsPrevious { get; }

    public override int Size { get; }

    internal override Variable? OfTokens(Tape tape, Variable embedded) => LinearOperation.Apply(tape, embedded, Token, bias: null);

    internal override void Apply(Tape tape, LoopMaps maps, in ReadoutInputs step, Variable into)
    {
        Variable sum = step.Tokens!; // [rows, 2 × units]
        maps.AddTo(tape, State, bias: null, ReadsPrevious ? step.Previous : step.State, sum);
        maps.AddTo(tape, Context, bias: null, step.Context, sum);
        MaxPairs.Apply(tape, sum, into);
    }
}
