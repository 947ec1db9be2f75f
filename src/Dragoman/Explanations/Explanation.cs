using System.Text.Json.Serialization;
using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Explanations;

/// <summary>How a model came to the translation of a sentence: everything that it has computed, step by step, as data.</summary>
/// <param name="Model">The model's shape.</param>
/// <param name="Order">What a step does, in the model's order: first the state and then attention, or the reverse.</param>
/// <param name="Equations">What each part of a step computes.</param>
/// <param name="Source">The sentence as the model has read it.</param>
/// <param name="Search">How the translation was found.</param>
/// <param name="Changes">What was asked to be otherwise.</param>
/// <param name="Hypotheses">The translations found, the best first; or the given one.</param>
/// <param name="Shown">Which of them the steps are of.</param>
/// <param name="Tree">All hypotheses that the search has considered; a node's parent stands before it.</param>
/// <param name="Steps">[target_time] The steps of the translation shown, that of the end token included if it ended by itself.</param>
public sealed record Explanation(
    ExplainedModel Model,
    IReadOnlyList<StepPart> Order,
    IReadOnlyDictionary<StepPart, StepEquation> Equations,
    ExplainedSource Source,
    ExplainedSearch Search,
    AppliedChanges Changes,
    IReadOnlyList<ExplainedHypothesis> Hypotheses,
    int Shown,
    IReadOnlyList<SearchNode> Tree,
    IReadOnlyList<ExplainedStep> Steps)
{
    /// <summary>Tells what the JSON of an explanation is: <see cref="ExplanationJson.Format"/>.</summary>
    [JsonPropertyOrder(-2)]
    public string Format { get; } = ExplanationJson.Format;

    /// <summary>Tells which form it has: <see cref="ExplanationJson.Version"/>.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; } = ExplanationJson.Version;
}

/// <summary>The shape of the model, as far as a step is understood by it.</summary>
/// <param name="Cell">Recurrent unit.</param>
/// <param name="EmbedSize">Width of the embeddings.</param>
/// <param name="EncoderHiddenSize">Width of the encoder's state, per direction.</param>
/// <param name="EncoderLayers">Encoder layers.</param>
/// <param name="Direction">From which end the encoder reads.</param>
/// <param name="DecoderHiddenSize">Width of the decoder's state.</param>
/// <param name="DecoderLayers">Decoder layers.</param>
/// <param name="Attention">How it attends; null without attention.</param>
/// <param name="Readout">What the output layer reads.</param>
/// <param name="Context">Without attention, how the summary of the source reaches the decoder; null with attention.</param>
/// <param name="SourceTokenizer">How source text is cut.</param>
/// <param name="TargetTokenizer">How target text is cut.</param>
/// <param name="Parameters">Number of trainable numbers.</param>
public sealed record ExplainedModel(
    CellKind Cell,
    int EmbedSize,
    int EncoderHiddenSize,
    int EncoderLayers,
    EncoderDirection Direction,
    int DecoderHiddenSize,
    int DecoderLayers,
    ExplainedAttention? Attention,
    ReadoutKind Readout,
    ContextUse? Context,
    TokenizerKind SourceTokenizer,
    TokenizerKind TargetTokenizer,
    long Parameters)
{
    /// <summary>Whether the encoder reads from both ends.</summary>
    [JsonPropertyName("bidirectional")]
    public bool IsBidirectional => Direction == EncoderDirection.Both;

    /// <summary>What the model is called, such as by its folder's name; null if nobody has said.</summary>
    public string? Name { get; init; }
}

/// <summary>How a model attends.</summary>
/// <param name="Score">How states are scored.</param>
/// <param name="Placement">When the decoder attends.</param>
/// <param name="Window">How much of the source a step attends to.</param>
/// <param name="WindowRadius">Half width of a window, in tokens; null for the whole source.</param>
/// <param name="InputFeeding">Whether what the output layer reads is joined to the next input.</param>
public sealed record ExplainedAttention(
    AttentionScore Score, AttentionPlacement Placement, WindowKind Window, int? WindowRadius, bool InputFeeding);

/// <summary>How a translation was found.</summary>
/// <param name="Kind">Which search.</param>
/// <param name="Beam">Hypotheses kept side by side; 1 where they do not compete.</param>
/// <param name="LengthPenalty">Exponent of the length normalisation; 0 is off.</param>
/// <param name="CoveragePenalty">Weight of the penalty for source tokens left out; 0 is off.</param>
/// <param name="Temperature">Temperature of drawing at random; 0 is off.</param>
public sealed record ExplainedSearch(SearchKind Kind, int Beam, float LengthPenalty, float CoveragePenalty, float Temperature)
{
    internal static ExplainedSearch Forced { get; } = new(SearchKind.Forced, Beam: 1, 0, 0, 0);

    /// <summary>What the translation had to be, so that a step may have written another token than the most probable one.</summary>
    public TargetConstraint Constraint { get; init; }

    /// <summary>Form of the length normalisation.</summary>
    public LengthNormalization LengthNormalization { get; init; }

    /// <summary>Groups of hypotheses that were kept apart; 1 where there are none.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>How far groups were kept apart; 0 without groups.</summary>
    public float Diversity { get; init; }

    /// <summary>Tokens of the sequences that could not be written twice; 0 is off.</summary>
    public int NoRepeatNgram { get; init; }

    /// <summary>How much less likely tokens were chosen that were written already; 1 is off.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>Most probable tokens that were drawn among; 0 is all.</summary>
    public int TopK { get; init; }

    /// <summary>Probability of the most probable tokens that were drawn among; 1 is all.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>What random numbers were drawn by; null where none were.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Shortest translation in tokens; 0 is off.</summary>
    public int MinimumLength { get; init; }

    /// <summary>Longest translation in tokens; 0 is the default.</summary>
    public int MaximumLength { get; init; }

    /// <summary>Shortest translation as a multiple of the source's tokens; 0 is off.</summary>
    public float MinimumLengthRatio { get; init; }

    /// <summary>Longest translation as a multiple of the source's tokens; 0 is off.</summary>
    public float MaximumLengthRatio { get; init; }

    /// <summary>Whether the unknown-word token could be written.</summary>
    public bool AllowUnknown { get; init; } = true;

    /// <summary>Likely translations of each source token that the translation was made of; 0 is all tokens. Probabilities are then among those tokens.</summary>
    public int Shortlist { get; init; }

    /// <summary>Most frequent tokens that were on the shortlist; 0 without one.</summary>
    public int ShortlistFrequent { get; init; }

    internal static ExplainedSearch Of(SearchOptions options)
    {
        ExplainedSearch search = options switch
        {
            { Samples: true } => new(SearchKind.Sampling, Beam: 1, 0, 0, options.Temperature) { TopK = options.TopK, TopP = options.TopP, Seed = options.Seed },
            { Beam: 1 } => new(SearchKind.Greedy, Beam: 1, 0, 0, 0),
            _ => new(SearchKind.Beam, options.Beam, options.LengthPenalty, options.CoveragePenalty, 0)
            {
                LengthNormalization = options.LengthNormalization,
                Groups = options.Groups,
                Diversity = options.Groups > 1 ? options.Diversity : 0,
            },
        };
        return search with
        {
            Constraint = options.Constraint,
            NoRepeatNgram = options.NoRepeatNgram,
            RepetitionPenalty = options.RepetitionPenalty,
            MinimumLength = options.MinimumLength,
            MaximumLength = options.MaximumLength,
            MinimumLengthRatio = options.MinimumLengthRatio,
            MaximumLengthRatio = options.MaximumLengthRatio,
            AllowUnknown = options.AllowUnknown,
            Shortlist = options.Shortlist,
            ShortlistFrequent = options.Shortlist > 0 ? options.ShortlistFrequent : 0,
        };
    }
}

/// <summary>Ways to come to a translation.</summary>
public enum SearchKind
{
    /// <summary>The most probable token at every step.</summary>
    Greedy,

    /// <summary>The most probable partial translations side by side.</summary>
    Beam,

    /// <summary>Tokens drawn at random.</summary>
    Sampling,

    /// <summary>The translation was given.</summary>
    Forced,
}

/// <summary>What was asked to be otherwise than the model would have it.</summary>
/// <param name="Original">The sentence before source tokens were replaced; null if none was.</param>
/// <param name="Prefix">Tokens that the translation had to begin with.</param>
/// <param name="Weights">Attention weights given by hand.</param>
/// <param name="Replaced">Source tokens replaced.</param>
/// <param name="Unreached">Steps of weights given by hand that the translation shown has not reached.</param>
public sealed record AppliedChanges(
    string? Original,
    IReadOnlyList<string> Prefix,
    IReadOnlyList<WeightChange> Weights,
    IReadOnlyList<SourceChange> Replaced,
    IReadOnlyList<int> Unreached)
{
    /// <summary>Words or phrases that the translation had to hold.</summary>
    [JsonPropertyName("must")]
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Words or phrases that the translation was not to hold.</summary>
    [JsonPropertyName("not")]
    public IReadOnlyList<string> Forbidden { get; init; } = [];
}
