using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>The output layer reads the attentional state s̃_i = tanh(W_c [c_i; s_i]).</summary>
/// <remarks>Luong, Pham, Manning 2015 (arXiv:1508.04025), eq. 5.</remarks>
internal sealed class AttentionalReadout : Readout
{
    private readonly Weight _weight;

    internal AttentionalReadout(ParameterScope scope, int hiddenSize, int contextSize)
    {
        Size = hiddenSize;
        _weight = scope.Matrix("attentional.weight", hiddenSize, contextSize + hiddenSize).Whole();
    }

    public override int Size { get; }

    internal override void Apply(Tape tape, LoopMaps maps, in ReadoutInputs step, Variable into)
    {
        Variable joined = maps.Apply(tape, _weight, bias: null, JoinColumns.Apply(tape, step.Context, step.State)); // [rows, hidden]
        TanhOperation.Apply(tape, joined, into);
    }
}
