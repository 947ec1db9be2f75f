using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>The output layer reads [s_i; c_i].</summary>
/// <remarks>Vinyals et al. 2014 (arXiv:1412.7449), section 2.1.</remarks>
internal sealed class JoinedReadout : Readout
{
    internal JoinedReadout(int hiddenSize, int contextSize)
    {
        Size = hiddenSize + contextSize;
    }

    public override int Size { get; }

    internal override void Apply(Tape tape, LoopMaps maps, in ReadoutInputs step, Variable into) =>
        JoinColumns.Apply(tape, step.State, step.Context, into);
}
