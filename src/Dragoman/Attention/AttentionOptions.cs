using Dragoman.Options;

namespace Dragoman.Attention;

/// <summary>How a decoder attends to the source.</summary>
/// <param name="Score">How the decoder scores encoder states; none turns attention off. Default: additive.</param>
/// <param name="Units">
/// Width of the joint projection of the additive and concat scores, and of the projection that predicts a position, in units, 1 to 65536.
/// Default: 256.
/// </param>
/// <param name="Positions">Source positions that the location score knows, 1 to 65536; it never looks at later ones. Default: 64.</param>
/// <param name="Window">How much of the source a step attends to. Default: global.</param>
/// <param name="WindowRadius">Half width D of a window that is not global, in tokens, 1 to 65536. Default: 10.</param>
/// <param name="Placement">When the decoder attends; ignored without attention. Default: afterCell.</param>
/// <param name="InputFeeding">Whether what the output layer reads is joined to the next input; used with afterCell only. Default: false.</param>
/// <param name="Dropout">Probability of zeroing an attention weight during training, 0 ≤ p &lt; 1; 0 is off. Default: 0.</param>
/// <param name="Coverage">
/// Whether the additive score also sees how much each source token was attended to before (See et al. 2017). Default: false.
/// </param>
public sealed record AttentionOptions(
    AttentionScore Score = AttentionScore.Additive,
    int Units = 256,
    int Positions = 64,
    WindowKind Window = WindowKind.Global,
    int WindowRadius = 10,
    AttentionPlacement Placement = AttentionPlacement.AfterCell,
    bool InputFeeding = false,
    float Dropout = 0f,
    bool Coverage = false)
{
    private const int LargestSize = 65536;

    /// <summary>Whether the decoder attends at all.</summary>
    internal bool IsOn => Score != AttentionScore.None;

    /// <summary>Whether the previous state asks, before the cell.</summary>
    internal bool IsBeforeCell => IsOn && Placement == AttentionPlacement.BeforeCell;

    /// <summary>Whether the state half way asks, between two cells.</summary>
    internal bool IsBetweenCells => IsOn && Placement == AttentionPlacement.BetweenCells;

    /// <summary>Whether the new state asks, after the cell.</summary>
    internal bool IsAfterCell => IsOn && Placement == AttentionPlacement.AfterCell;

    /// <summary>Whether what the output layer reads is joined to the next input.</summary>
    internal bool Feeds => IsAfterCell && InputFeeding;

    /// <summary>Whether the score sees what was attended to before.</summary>
    internal bool Covers => IsOn && Coverage;

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>model.attention</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Allowed.OneOf(path, "score", Score),
        .. Allowed.OneOf(path, "window", Window),
        .. Allowed.OneOf(path, "placement", Placement),
        .. Allowed.Between(path, "units", Units, 1, LargestSize),
        .. Allowed.Between(path, "positions", Positions, 1, LargestSize),
        .. Allowed.Between(path, "windowRadius", WindowRadius, 1, LargestSize),
        .. Allowed.BelowOne(path, "dropout", Dropout),
        .. Contradictions(path),
    ];

    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>model.attention</c>.</param>
    public IEnumerable<IdleOption> Idle(string path)
    {
        if (!IsOn)
        {
            return Because(true, $"{path}.score is none", "units", "positions", "window", "windowRadius", "placement", "inputFeeding", "dropout", "coverage");
        }

        bool isOwn = Score == AttentionScore.Custom; // A score of one's own may read what it likes.
        bool hasUnits = isOwn || Score is AttentionScore.Additive or AttentionScore.Concat || Window == WindowKind.Predicted;
        return
        [
            .. Because(!hasUnits, $"only the additive and concat scores and a predicted {path}.window have such units", "units"),
            .. Because(!isOwn && Score != AttentionScore.Location, $"{path}.score is not location", "positions"),
            .. Because(Window == WindowKind.Global, $"{path}.window is global", "windowRadius"),
            .. Because(Placement != AttentionPlacement.AfterCell, $"{path}.placement is not afterCell", "inputFeeding"),
        ];

        IEnumerable<IdleOption> Because(bool holds, string reason, params string[] names) => IdleOption.Because(holds, reason, path, names);
    }

    private IEnumerable<string> Contradictions(string path)
    {
        if (Coverage && IsOn && Score != AttentionScore.Additive)
        {
            yield return $"{path}.coverage is true, which only the additive score sees. Set {path}.score to additive, or {path}.coverage to false.";
        }

        if (Score == AttentionScore.Custom && Window != WindowKind.Global)
        {
            yield return
                $"{path}.window is {(Window == WindowKind.Monotonic ? "monotonic" : "predicted")}, but {path}.score is custom, and a class of its own also brings its window. " +
                $"Set {path}.window to global, and the window in the class.";
        }
    }
}

/// <summary>When the decoder attends.</summary>
public enum AttentionPlacement
{
    /// <summary>Before the recurrent step: the previous state asks, the context is part of the step's input (Bahdanau et al. 2014).</summary>
    BeforeCell,

    /// <summary>
    /// Between two recurrent steps, the first of which reads the token and the second the context: the state half way asks (the conditional unit of
    /// Sennrich et al. 2017, Nematus).
    /// </summary>
    BetweenCells,

    /// <summary>After the recurrent step: the new state asks (Luong et al. 2015, Vinyals et al. 2014).</summary>
    AfterCell,
}
