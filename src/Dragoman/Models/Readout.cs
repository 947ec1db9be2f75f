using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>Makes what the output layer reads at a step of the decoder's state, the context and the token that was read.</summary>
internal abstract class Readout
{
    /// <summary>Width of what the output layer reads.</summary>
    public abstract int Size { get; }

    /// <summary>Whether it reads the context itself, not only what has gone into the state.</summary>
    public virtual bool ReadsContext => true;

    /// <summary>Whether it is the output of the top layer and nothing else.</summary>
    public virtual bool IsState => false;

    /// <summary>Makes the readout that the options ask for.</summary>
    /// <param name="options">Shape of the model.</param>
    /// <param name="scope">Where its parameters are named.</param>
    public static Readout Create(ModelOptions options, ParameterScope scope) => (options.Attends, options.Readout) switch
    {
        (false, _) or (_, ReadoutKind.State) => new StateReadout(options.DecoderHiddenSize),
        (_, ReadoutKind.Attentional) => new AttentionalReadout(scope, options.DecoderHiddenSize, options.EncoderOutputSize),
        (_, ReadoutKind.Joined) => new JoinedReadout(options.DecoderHiddenSize, options.EncoderOutputSize),
        _ => new MaxoutReadout(options, scope.Inner("maxout")),
    };

    /// <summary>The share of the tokens read, for any number of steps at once; null when there is none.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="embedded">[rows, embed] The embeddings of the tokens read.</param>
    internal virtual Variable? OfTokens(Tape tape, Variable embedded) => null;

    /// <summary>Makes what the output layer reads.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="maps">The maps of the loop.</param>
    /// <param name="step">What the step has given.</param>
    /// <param name="into">[rows, size] Overwritten with the result.</param>
    internal abstract void Apply(Tape tape, LoopMaps maps, in ReadoutInputs step, Variable into);
}

/// <summary>What a readout is made of.</summary>
/// <param name="State">[rows, hidden] Output of the top layer: its state after the step, unless there are residual connections.</param>
/// <param name="Previous">[rows, hidden] State of the top layer before the step.</param>
/// <param name="Context">[rows, encoder output] The context.</param>
/// <param name="Tokens">[rows, any] What <see cref="Readout.OfTokens"/> gave for these rows.</param>
internal readonly record struct ReadoutInputs(Variable State, Variable Previous, Variable Context, Variable? Tokens);

/// <summary>What the output layer reads at a step with state s_i, context c_i and the token y_{i−1} that was read.</summary>
public enum ReadoutKind
{
    /// <summary>s_i (Dive into Deep Learning).</summary>
    State,

    /// <summary>The attentional state tanh(W_c [c_i; s_i]) (Luong et al. 2015).</summary>
    Attentional,

    /// <summary>[s_i; c_i] (Vinyals et al. 2014).</summary>
    Joined,

    /// <summary>Maxout over pairs of U s_i + V E y_{i−1} + C c_i (Bahdanau et al. 2014, as published code reads it).</summary>
    Maxout,

    /// <summary>The same with s_{i−1} (Bahdanau et al. 2014, A.2.2, as printed).</summary>
    MaxoutOfPrevious,
}
