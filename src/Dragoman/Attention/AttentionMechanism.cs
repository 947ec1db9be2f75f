using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>
/// Attention over the encoder's states: scores e_j = a(q, k_j), weights α = softmax(e) over the real tokens, context c = Σ_j α_j v_j.
/// </summary>
/// <remarks>
/// A score is a subclass with two members: how the keys of a batch are prepared (<see cref="PrepareKeys"/>) and how a query is compared with
/// them (<see cref="Score"/>). Mask, softmax (over all or a <see cref="Window"/>), dropout and the weighted sum are the same for all.
/// </remarks>
public abstract class AttentionMechanism
{
    /// <summary>How scores become weights: over the whole sentence, unless set otherwise.</summary>
    public AttentionWindow Window { get; init; } = AttentionWindow.Global;

    /// <summary>Makes one of the built-in scores.</summary>
    /// <param name="options">Which score, and over which window.</param>
    /// <param name="scope">Where its parameters are named.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states.</param>
    /// <exception cref="ShapeException">The score needs equal widths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The score is not a built-in one.</exception>
    public static AttentionMechanism Create(AttentionOptions options, ParameterScope scope, int querySize, int valueSize)
    {
        ArgumentNullException.ThrowIfNull(options);
        AttentionWindow window = options.Window switch
        {
            WindowKind.Monotonic => new MonotonicWindow(options.WindowRadius),
            WindowKind.Predicted => new PredictedWindow(scope.Inner("position"), querySize, options.Units, options.WindowRadius),
            _ => AttentionWindow.Global,
        };
        return options.Score switch
        {
            AttentionScore.Additive => new AdditiveAttention(scope, querySize, valueSize, options.Units, options.Coverage) { Window = window },
            AttentionScore.Dot => new DotAttention(querySize, valueSize, scaled: false) { Window = window },
            AttentionScore.ScaledDot => new DotAttention(querySize, valueSize, scaled: true) { Window = window },
            AttentionScore.General => new GeneralAttention(scope, querySize, valueSize) { Window = window },
            AttentionScore.Concat => new ConcatAttention(scope, querySize, valueSize, options.Units) { Window = window },
            AttentionScore.Location => new LocationAttention(scope, querySize, options.Positions) { Window = window },
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Score, "Not a built-in attention score."),
        };
    }

    /// <summary>Prepares key-value pairs for attending: queries are compared with the keys, and the values are summed.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="keys">[Σ source_time, keys] One key per pair, sentence after sentence.</param>
    /// <param name="values">[Σ source_time, values] One value per pair.</param>
    /// <param name="maps">The maps of the loop that will attend.</param>
    /// <exception cref="ShapeException">There is not one value per key.</exception>
    public AttentionMemory Prepare(Tape tape, Variable keys, Variable values, LoopMaps maps)
    {
        ShapeException.ThrowIfNot(values.Value, nameof(values), ("keys", keys.Rows), ("values", values.Columns));
        Variable prepared = PrepareKeys(tape, keys) ?? throw new InvalidOperationException($"{GetType().Name}.{nameof(PrepareKeys)} has returned null.");
        return new AttentionMemory(prepared, values, maps);
    }

    /// <summary>Attends with one query per row.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="memory">What <see cref="Prepare"/> gave.</param>
    /// <param name="query">[rows, query]</param>
    /// <param name="layout">Which pairs belong to each row; its first <c>rows</c> entries are used.</param>
    /// <param name="dropout">Probability of zeroing a weight during training, 0 ≤ p &lt; 1.</param>
    /// <param name="step">Number of the target token that is being written, from 0; used by a window that moves with it.</param>
    /// <returns>The context [rows, values] and the weights [rows, max source_time], before dropout.</returns>
    /// <exception cref="ShapeException">The score has not one number for each query and key.</exception>
    public (Variable Context, Variable Weights) Attend(
        Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout, float dropout, int step = 0)
    {
        Variable scores = Score(tape, memory, query, layout) ?? throw new InvalidOperationException($"{GetType().Name}.{nameof(Score)} has returned null.");
        ShapeException.ThrowIfNot(scores.Value, "attention score", ("rows", query.Rows), ("source_time", layout.MaxLength));
        Variable weights = Window.Weigh(tape, memory.Maps, query, scores, layout, step);
        memory.Watch?.OnWeighed(tape, new AttendedStep(step, query, scores, weights, layout, Window, memory.Maps));
        Variable dropped = DropoutOperation.Apply(tape, weights, dropout);
        return (WeightedSumOperation.Apply(tape, dropped, memory.Values, layout), weights);
    }

    /// <summary>What the score needs of the keys, computed once per batch: [Σ source_time, units].</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="keys">[Σ source_time, keys]</param>
    protected abstract Variable PrepareKeys(Tape tape, Variable keys);

    /// <summary>Compares queries with keys: [rows, max source_time]; entries past a row's length are ignored.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="memory">Holds the keys, and the maps of the loop.</param>
    /// <param name="query">[rows, query]</param>
    /// <param name="layout">The keys of each row.</param>
    protected abstract Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout);
}

/// <summary>Makes a score of the user's own, for models whose attention is <see cref="AttentionScore.Custom"/>.</summary>
/// <param name="scope">Where its parameters are named.</param>
/// <param name="querySize">Width of the decoder's state.</param>
/// <param name="valueSize">Width of the encoder's states.</param>
public delegate AttentionMechanism AttentionFactory(ParameterScope scope, int querySize, int valueSize);

/// <summary>What the decoder attends to: made once per batch, read at every step.</summary>
/// <param name="Keys">[Σ source_time, keys] The keys as the score needs them, sentence after sentence.</param>
/// <param name="Values">[Σ source_time, values] What is summed: the encoder's states, or a product with them.</param>
/// <param name="Maps">The maps of the loop that attends, such as a projection of its queries.</param>
public readonly record struct AttentionMemory(Variable Keys, Variable Values, LoopMaps Maps)
{
    /// <summary>[rows, max source_time or more] The weights that each row's keys have had at earlier steps, summed; null unless the score asks for it.</summary>
    internal Variable? Coverage { get; init; }

    /// <summary>Who looks on; nobody, as a rule.</summary>
    internal IAttentionWatch? Watch { get; init; }
}
