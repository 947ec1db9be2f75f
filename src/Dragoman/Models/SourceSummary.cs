using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>The one vector that stands for the whole source.</summary>
public enum SourceSummary
{
    /// <summary>The state after the last token read, both directions side by side.</summary>
    Last,

    /// <summary>The backward reading's state at the first token (Bahdanau et al. 2014: s_0 is made of it).</summary>
    BackwardFirst,

    /// <summary>The mean of all states.</summary>
    Mean,

    /// <summary>The largest value of each unit over all states.</summary>
    Max,
}

/// <summary>Makes the one vector that stands for the whole source.</summary>
internal static class SummaryOfSource
{
    /// <summary>The summary of what an encoder shows: [batch, encoder output], or half as wide for <see cref="SourceSummary.BackwardFirst"/>.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="encoded">What the encoder has made of the batch.</param>
    /// <param name="options">Shape of the model.</param>
    internal static Variable Of(Tape tape, in EncoderOutput encoded, ModelOptions options) => options.Summary switch
    {
        SourceSummary.Mean => RaggedMean.Apply(tape, encoded.States, encoded.Sentences),
        SourceSummary.Max => RaggedMax.Apply(tape, encoded.States, encoded.Sentences),
        _ => LastOf(tape, encoded.Final[encoded.TopLayer].Hidden, options),
    };

    /// <summary>The same of a final state, whatever the summary of the others.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="final">[batch, encoder output] A final state or memory.</param>
    /// <param name="options">Shape of the model.</param>
    internal static Variable LastOf(Tape tape, Variable final, ModelOptions options) =>
        options.Summary == SourceSummary.BackwardFirst && options.Direction == EncoderDirection.Both
            ? TakeColumns.Apply(tape, final, options.EncoderHiddenSize, options.EncoderHiddenSize)
            : final;
}
