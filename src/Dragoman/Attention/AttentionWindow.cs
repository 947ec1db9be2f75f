using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Attention;

/// <summary>Turns scores into weights: over the whole sentence, or over a window (Luong et al. 2015, section 3).</summary>
public abstract class AttentionWindow
{
    private protected AttentionWindow()
    {
    }

    /// <summary>The whole sentence: α = softmax(e).</summary>
    public static AttentionWindow Global { get; } = new WholeSentence();

    /// <summary>Prepares for the steps of a loop.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="memory">What is attended to; a projection of the queries may be opened on it.</param>
    /// <param name="totalRows">Queries of all steps together.</param>
    internal virtual void Open(Tape tape, AttentionMemory memory, int totalRows)
    {
    }

    /// <summary>Turns scores into weights: [rows, max source_time].</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="memory">What is attended to.</param>
    /// <param name="query">[rows, query]</param>
    /// <param name="scores">[rows, max source_time]</param>
    /// <param name="step">Number of the target token that is being written, from 0.</param>
    internal abstract Variable Weigh(Tape tape, AttentionMemory memory, Variable query, Variable scores, int step);

    private sealed class WholeSentence : AttentionWindow
    {
        internal override Variable Weigh(Tape tape, AttentionMemory memory, Variable query, Variable scores, int step) =>
            MaskedSoftmaxOperation.Apply(tape, scores, memory.Layout);
    }
}
