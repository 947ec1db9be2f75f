using Dragoman.Numerics.Autodiff;

namespace Dragoman.Models;

/// <summary>Everything that a decoder hands from one step to the next.</summary>
/// <param name="Layers">[rows, hidden] a layer.</param>
/// <param name="Feed">[rows, readout] What the output layer has read, joined to the next input; null without input feeding.</param>
/// <param name="ContextGates">
/// [rows, gates × hidden] The share of the first layer's gates that comes from a context which is the same at every step; null with attention.
/// </param>
/// <param name="Step">Number of the target token that comes next, from 0.</param>
public readonly record struct DecoderState(StackState Layers, Variable? Feed, Variable? ContextGates, int Step);
