using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Looks on while a decoder attends, and may put other weights in place of its own.</summary>
internal interface IAttentionWatch
{
    /// <summary>Called at every step, when the weights are there and before anything is summed by them.</summary>
    /// <param name="tape">A tape that only computes forward.</param>
    /// <param name="attended">What the step has computed.</param>
    void OnWeighed(Tape tape, in AttendedStep attended);
}

/// <summary>What a step of attention has computed before it sums.</summary>
/// <param name="Step">Number of the target token that is being written, from 0.</param>
/// <param name="Query">[rows, query] What asks.</param>
/// <param name="Scores">[rows, max source_time] Entries past a row's length mean nothing.</param>
/// <param name="Weights">[rows, max source_time] May be written to.</param>
/// <param name="Layout">The keys of each row.</param>
/// <param name="Window">How scores became weights.</param>
/// <param name="Maps">The maps of the loop.</param>
internal readonly record struct AttendedStep(
    int Step, Variable Query, Variable Scores, Variable Weights, RaggedLayout Layout, AttentionWindow Window, Numerics.Autodiff.Operations.LoopMaps Maps);
