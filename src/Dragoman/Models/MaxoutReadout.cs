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
    private readonly Weight _state;
    private readonly Weight _token;
    private readonly Weight _context;
    private readonly bool _readsPrevious;

    internal MaxoutReadout(ModelOptions options, ParameterScope scope)
    {
        Size = options.MaxoutUnits;
        _state = scope.Matrix("state.weight", 2 * Size, options.DecoderHiddenSize).Whole();
        _token = scope.Matrix("token.weight", 2 * Size, options.EmbedSize).Whole();
        _context = scope.Matrix("context.weight", 2 * Size, options.EncoderOutputSize).Whole();
        _readsPrevious = options.Readout == ReadoutKind.MaxoutOfPrevious;
    }

    public override int Size { get; }

    internal override Variable? OfTokens(Tape tape, Variable embedded) => LinearOperation.Apply(tape, embedded, _token, bias: null);

    internal override void Apply(Tape tape, LoopMaps maps, in ReadoutInputs step, Variable into)
    {
        Variable sum = step.Tokens!; // [rows, 2 × units]
        maps.AddTo(tape, _state, bias: null, _readsPrevious ? step.Previous : step.State, sum);
        maps.AddTo(tape, _context, bias: null, step.Context, sum);
        MaxPairs.Apply(tape, sum, into);
    }
}
