using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>What joins the layers of a stack: residual connections and layer normalisation, where the options ask for them.</summary>
/// <remarks>
/// With layers f_1 … f_L over an input x_0: x_1 = f_1(x_0), then x_l = f_l(n_l) + n_l with n_l = LN_l(x_{l−1}). Without residual connections the
/// sum is f_l alone, without normalisation n_l is x_{l−1}. The states that the layers hand on in time are theirs alone, f_l.
/// </remarks>
internal sealed class StackJoints
{
    private readonly bool _isResidual;

    /// <summary>Makes the joints.</summary>
    /// <param name="options">Shape of the model.</param>
    /// <param name="scope">Where their parameters, if any, are named.</param>
    /// <param name="layers">Number of layers.</param>
    /// <param name="size">Width of a layer's output.</param>
    internal StackJoints(ModelOptions options, ParameterScope scope, int layers, int size)
    {
        _isResidual = options.Residual;
        Norms = new (Parameter Gain, Parameter Bias)[options.LayerNormalization ? layers - 1 : 0];
        for (int i = 0; i < Norms.Length; i++)
        {
            Norms[i] = (scope.Vector($"norm.gain_l{i + 1}", size, ParameterRole.Gain), scope.Vector($"norm.bias_l{i + 1}", size));
        }
    }

    /// <summary>[1, size] each, of the layers from the second on; none without normalisation.</summary>
    internal (Parameter Gain, Parameter Bias)[] Norms { get; }

    /// <summary>What a layer above the first reads, before dropout.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="layer">Number of the layer, from 1.</param>
    /// <param name="below">[rows, size] Output of the layer below.</param>
    internal Variable Input(Tape tape, int layer, Variable below) =>
        Norms.Length == 0 ? below : LayerNormOperation.Apply(tape, below, Norms[layer - 1].Gain, Norms[layer - 1].Bias);

    /// <summary>Whether a layer's output is more than its state.</summary>
    /// <param name="layer">Number of the layer, from 0.</param>
    internal bool Adds(int layer) => _isResidual && layer > 0;

    /// <summary>The output of a layer.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="layer">Number of the layer, from 0.</param>
    /// <param name="input">[rows, size] What <see cref="Input"/> gave; not looked at for the first layer.</param>
    /// <param name="state">[rows, size] The layer's state.</param>
    /// <param name="into">[rows, size] Overwritten with the result if it is a sum; null makes a new variable.</param>
    internal Variable Output(Tape tape, int layer, Variable? input, Variable state, Variable? into = null) =>
        Adds(layer) ? AddOperation.Apply(tape, state, input!, into) : state;
}
