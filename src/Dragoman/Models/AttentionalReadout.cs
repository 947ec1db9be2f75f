using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>The output layer reads the attentional state s̃_i = tanh(W_c [c_i; s_i]).</summary>
/// <remarks>Luong, Pham, Manning 2015 (arXiv:1508.04025), eq. 5.</remarks>
internal sealed class AttentionalReadout : Readout
{
    internal AttentionalReadout(ParameterScope scope, int hiddenSize, int contextSize)
    {
        Size = hiddenSize;
        Weight = scope.Matrix("attentional.weight", hiddenSize, contextSize + hiddenSize).Whole();
    }

    /// <summary>W_c: [hidden, context + hidden].</summary>
    internal Weight Weight { get; }

    public override int Size { get; }

    internal override void Apply(Tape tape, LoopMaps maps, in ReadoutInputs step, Variable into)
    {
        Variable joined = maps.Apply(tape, Weight, bias: null, JoinColumns.Apply(tape, step.Context, step.State)); // [rows, hidden]
        TanhOperation.Apply(tape, joined, into);
    }
}
