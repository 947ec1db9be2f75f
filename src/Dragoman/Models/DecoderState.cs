using Dragoman.Attention;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>Everything that a decoder hands from one step to the next.</summary>
/// <param name="Layers">[rows, hidden] per layer.</param>
/// <param name="Feed">[rows, readout] What the output layer has read, joined to the next input; null without input feeding.</param>
/// <param name="ContextGates">
/// [rows, gates × hidden] The share of the first layer's gates that comes from a context which is the same at every step; null with attention.
/// </param>
/// <param name="Step">Number of the target token that comes next, from 0.</param>
public readonly record struct DecoderState(StackState Layers, Variable? Feed, Variable? ContextGates, int Step)
{
    /// <summary>[rows, max source_time] The attention weights of the steps so far, summed; null where the score does not ask for them.</summary>
    internal Variable? Coverage { get; init; }
}

/// <summary>What one decoder step gives.</summary>
/// <param name="State">What the next step needs.</param>
/// <param name="Readout">[rows, readout] What the output layer reads.</param>
/// <param name="Weights">[rows, max source_time] The attention weights; null without attention.</param>
public readonly record struct DecoderStep(DecoderState State, Variable Readout, Variable? Weights)
{
    /// <summary>[rows, max source_time] The coverage before the step; null where the score does not ask for it.</summary>
    internal Variable? Covered { get; init; }
}

/// <summary>What the steps over one batch share.</summary>
/// <param name="Maps">The linear maps of the steps.</param>
/// <param name="Memory">What the decoder attends to; null without attention.</param>
public readonly record struct DecoderLoop(LoopMaps Maps, AttentionMemory? Memory)
{
    /// <summary>The mask of the first cell's recurrent products; the other cells have the further ones.</summary>
    internal RepeatedMask RecurrentMasks { get; init; }

    /// <summary>The same loop, with somebody who looks on while it attends.</summary>
    /// <param name="watch">Who looks on; null for nobody.</param>
    internal DecoderLoop Watched(IAttentionWatch? watch) =>
        watch is not null && Memory is { } memory ? this with { Memory = memory with { Watch = watch } } : this;
}

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
