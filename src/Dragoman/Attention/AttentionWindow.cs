using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Turns scores into weights: over the whole sentence, or over a window (Luong et al. 2015, section 3).</summary>
/// <remarks>A window of one's own is a subclass that says how it weighs; a score takes it as its <see cref="AttentionMechanism.Window"/>.</remarks>
public abstract class AttentionWindow
{
    /// <summary>The whole sentence: α = softmax(e).</summary>
    public static AttentionWindow Global { get; } = new WholeSentence();

    /// <summary>Turns scores into weights: [rows, max source_time].</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="maps">The maps of the loop.</param>
    /// <param name="query">[rows, query]</param>
    /// <param name="scores">[rows, max source_time]</param>
    /// <param name="layout">The keys of each row.</param>
    /// <param name="step">Number of the target token that is being written, from 0.</param>
    public abstract Variable Weigh(Tape tape, LoopMaps maps, Variable query, Variable scores, RaggedLayout layout, int step);

    /// <summary>The middle of the window: a source position from 0, perhaps between two; null for the whole sentence.</summary>
    /// <param name="tape">A tape that only computes forward.</param>
    /// <param name="maps">The maps of the loop.</param>
    /// <param name="query">[1, query]</param>
    /// <param name="length">Number of keys.</param>
    /// <param name="step">Number of the target token that is being written, from 0.</param>
    internal virtual float? Center(Tape tape, LoopMaps maps, Variable query, int length, int step) => null;

    private sealed class WholeSentence : AttentionWindow
    {
        public override Variable Weigh(Tape tape, LoopMaps maps, Variable query, Variable scores, RaggedLayout layout, int step) =>
            MaskedSoftmaxOperation.Apply(tape, scores, layout);
    }
}

/// <summary>How much of the source a decoder step attends to (Luong et al. 2015, section 3).</summary>
public enum WindowKind
{
    /// <summary>All of it.</summary>
    Global,

    /// <summary>A window around the position of the target token that is being written (local-m).</summary>
    Monotonic,

    /// <summary>A window, with a Gaussian, around a position that the decoder predicts (local-p).</summary>
    Predicted,
}
