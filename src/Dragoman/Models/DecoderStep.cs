using Dragoman.Numerics.Autodiff;

namespace Dragoman.Models;

/// <summary>What one decoder step gives.</summary>
/// <param name="State">What the next step needs.</param>
/// <param name="Readout">[rows, readout] What the output layer reads.</param>
/// <param name="Weights">[rows, max source_time] The attention weights; null without attention.</param>
public readonly record struct DecoderStep(DecoderState State, Variable Readout, Variable? Weights);
