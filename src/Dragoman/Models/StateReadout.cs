using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>The output layer reads the top layer's output, which is written where the readout belongs.</summary>
internal sealed class StateReadout : Readout
{
    internal StateReadout(int hiddenSize)
    {
        Size = hiddenSize;
    }

    public override int Size { get; }

    public override bool ReadsContext => false;

    public override bool IsState => true;

    internal override void Apply(Tape tape, LoopMaps maps, in ReadoutInputs step, Variable into)
    {
    }
}
