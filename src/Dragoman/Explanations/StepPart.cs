using Dragoman.Models;

namespace Dragoman.Explanations;

/// <summary>A part of a decoder's step.</summary>
public enum StepPart
{
    /// <summary>The token written before is looked up: its embedding.</summary>
    Read,

    /// <summary>The recurrent cell makes the new state.</summary>
    State,

    /// <summary>Every encoder state is compared with the decoder's.</summary>
    Score,

    /// <summary>Scores become weights.</summary>
    Weigh,

    /// <summary>The encoder states are summed by weight.</summary>
    Context,

    /// <summary>State, context and token become what the output layer reads.</summary>
    Readout,

    /// <summary>Every target token gets a probability.</summary>
    Predict,
}

/// <summary>The parts of a step in the order in which a model computes them.</summary>
internal static class StepOrder
{
    private static readonly StepPart[] WithoutAttention = [StepPart.Read, StepPart.State, StepPart.Readout, StepPart.Predict];

    private static readonly StepPart[] AttentionFirst =
        [StepPart.Read, StepPart.Score, StepPart.Weigh, StepPart.Context, StepPart.State, StepPart.Readout, StepPart.Predict];

    private static readonly StepPart[] StateFirst =
        [StepPart.Read, StepPart.State, StepPart.Score, StepPart.Weigh, StepPart.Context, StepPart.Readout, StepPart.Predict];

    /// <summary>Seven parts with attention, four without.</summary>
    /// <param name="options">Shape of the model.</param>
    internal static IReadOnlyList<StepPart> Of(ModelOptions options) =>
        !options.Attends ? WithoutAttention : options.Attention.IsAfterCell ? StateFirst : AttentionFirst;
}
