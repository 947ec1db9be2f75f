using System.Text.Json.Serialization;
using Dragoman.Attention;
using Dragoman.Layers;
using Dragoman.Options;

namespace Dragoman.Models;

/// <summary>The shape of an encoder-decoder model; without arguments that of the preset <c>default</c>.</summary>
/// <param name="Cell">Recurrent unit of encoder and decoder. Default: gru.</param>
/// <param name="EmbedSize">Width of the token embeddings in units, 1 to 65536. Default: 256.</param>
/// <param name="EncoderHiddenSize">Width of the encoder's state, per direction, in units, 1 to 65536. Default: 128.</param>
/// <param name="EncoderLayers">Encoder layers, 1 to 8. Default: 1.</param>
/// <param name="Direction">From which end the encoder reads the source; from both, its states are twice as wide. Default: both.</param>
/// <param name="DecoderHiddenSize">Width of the decoder's state in units, 1 to 65536. Default: 256.</param>
/// <param name="DecoderLayers">Decoder layers, 1 to 8. Default: 1.</param>
/// <param name="Readout">What the output layer reads; without attention always the state. Default: attentional.</param>
/// <param name="MaxoutUnits">Width of a maxout readout in units, 1 to 65536. Default: 256.</param>
/// <param name="Context">Without attention, how the summary of the source reaches the decoder. Default: everyStep.</param>
/// <param name="Summary">What stands for the whole source, in the context and in a copy or linear bridge. Default: last.</param>
/// <param name="Bridge">How the decoder's first state is made of what the encoder gives. Default: pass.</param>
/// <param name="Residual">
/// Whether each layer from the second on adds its input to its output, in encoder and decoder. Irrelevant with one layer. Default: false.
/// </param>
/// <param name="LayerNormalization">
/// Whether what a layer gives is brought to mean 0 and variance 1, with a gain and a bias that are learnt, before the next layer reads it, in
/// encoder and decoder (Ba et al. 2016). Irrelevant with one layer. Default: false.
/// </param>
/// <param name="Tying">
/// Which embeddings are the output matrix itself, so that they are learnt and stored once; what the output layer reads must then be
/// <paramref name="EmbedSize"/> wide, and for all the vocabulary shared. Default: none.
/// </param>
/// <param name="FreezeSourceEmbeddings">Whether the encoder's embeddings stay as they start, such as word vectors from a file. Default: false.</param>
/// <param name="FreezeTargetEmbeddings">The same for the decoder's. Default: false.</param>
/// <param name="Initialization">How the first parameters are drawn. Default: xavier.</param>
/// <param name="EmbedDropout">Probability of zeroing an element of an embedding during training, 0 ≤ p &lt; 1; 0 is off. Default: 0.2.</param>
/// <param name="LayerDropout">The same between recurrent layers; unused with one layer. Default: 0.</param>
/// <param name="ReadoutDropout">The same for the input of the output layer. Default: 0.2.</param>
/// <param name="WordDropout">Probability of zeroing a whole embedding, of source and target tokens, during training, 0 ≤ p &lt; 1; 0 is off. Default: 0.</param>
/// <param name="DropoutMask">Which tokens share the masks of embeddings, encoder layers and the output layer's input. Default: token.</param>
/// <param name="RecurrentDropout">
/// Probability of hiding a unit of a layer's state from its own next step during training, the same units all along a sentence (Gal and Ghahramani
/// 2016), 0 ≤ p &lt; 1; 0 is off. Default: 0.
/// </param>
public sealed record ModelOptions(
    CellKind Cell = CellKind.Gru,
    int EmbedSize = 256,
    int EncoderHiddenSize = 128,
    int EncoderLayers = 1,
    EncoderDirection Direction = EncoderDirection.Both,
    int DecoderHiddenSize = 256,
    int DecoderLayers = 1,
    ReadoutKind Readout = ReadoutKind.Attentional,
    int MaxoutUnits = 256,
    ContextUse Context = ContextUse.EveryStep,
    SourceSummary Summary = SourceSummary.Last,
    BridgeKind Bridge = BridgeKind.Pass,
    bool Residual = false,
    bool LayerNormalization = false,
    WeightTying Tying = WeightTying.None,
    bool FreezeSourceEmbeddings = false,
    bool FreezeTargetEmbeddings = false,
    WeightInitialization Initialization = WeightInitialization.Xavier,
    float EmbedDropout = 0.2f,
    float LayerDropout = 0f,
    float ReadoutDropout = 0.2f,
    float WordDropout = 0f,
    DropoutMask DropoutMask = DropoutMask.Token,
    float RecurrentDropout = 0f)
{
    internal const int MaxLayers = 8;

    private const int LargestSize = 65536;

    /// <summary>How the decoder attends to the source.</summary>
    [JsonRequired]
    public AttentionOptions Attention { get; init; } = new();

    /// <summary>Whether all tokens of a sentence are masked alike.</summary>
    internal bool SharesMasks => DropoutMask == DropoutMask.Sentence;

    /// <summary>Width of one encoder state, both directions together.</summary>
    internal int EncoderOutputSize => Direction == EncoderDirection.Both ? 2 * EncoderHiddenSize : EncoderHiddenSize;

    /// <summary>Width of what stands for the whole source.</summary>
    internal int SummarySize => Summary == SourceSummary.BackwardFirst ? EncoderHiddenSize : EncoderOutputSize;

    /// <summary>Whether the decoder attends at all.</summary>
    internal bool Attends => Attention.IsOn;

    /// <summary>Width of what the output layer reads.</summary>
    internal int ReadoutSize => (Attends, Readout) switch
    {
        (false, _) or (_, ReadoutKind.State or ReadoutKind.Attentional) => DecoderHiddenSize,
        (_, ReadoutKind.Joined) => DecoderHiddenSize + EncoderOutputSize,
        _ => MaxoutUnits,
    };

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>model</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
        OutOfRange(path).Concat(Attention.Validate(path + ".attention")).Concat(Contradictions(path));

    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>model</c>.</param>
    public IEnumerable<IdleOption> Idle(string path)
    {
        bool hasMaxout = Readout is ReadoutKind.Maxout or ReadoutKind.MaxoutOfPrevious;
        bool isSummarized = Bridge is BridgeKind.Copy or BridgeKind.Linear || (!Attends && Context == ContextUse.EveryStep);
        bool isStacked = EncoderLayers > 1 || DecoderLayers > 1;
        return
        [
            .. Attention.Idle(path + ".attention"),
            .. Because(!Attends, $"{path}.attention.score is none", "readout", "maxoutUnits"),
            .. Because(Attends && !hasMaxout, $"{path}.readout is not a maxout", "maxoutUnits"),
            .. Because(Attends, $"{path}.attention.score is not none", "context"),
            .. Because(!isSummarized, $"nothing reads the summary: {path}.bridge is neither copy nor linear, and the context is not part of every step", "summary"),
            .. Because(!isStacked, "encoder and decoder have one layer each", "residual", "layerNormalization", "layerDropout"),
        ];

        IEnumerable<IdleOption> Because(bool holds, string reason, params string[] names) => IdleOption.Because(holds, reason, path, names);
    }

    private IEnumerable<string> OutOfRange(string path) =>
    [
        .. Allowed.OneOf(path, "cell", Cell),
        .. Allowed.OneOf(path, "direction", Direction),
        .. Allowed.OneOf(path, "readout", Readout),
        .. Allowed.OneOf(path, "context", Context),
        .. Allowed.OneOf(path, "summary", Summary),
        .. Allowed.OneOf(path, "bridge", Bridge),
        .. Allowed.OneOf(path, "tying", Tying),
        .. Allowed.OneOf(path, "initialization", Initialization),
        .. Allowed.OneOf(path, "dropoutMask", DropoutMask),
        .. Allowed.Between(path, "embedSize", EmbedSize, 1, LargestSize),
        .. Allowed.Between(path, "encoderHiddenSize", EncoderHiddenSize, 1, LargestSize),
        .. Allowed.Between(path, "decoderHiddenSize", DecoderHiddenSize, 1, LargestSize),
        .. Allowed.Between(path, "maxoutUnits", MaxoutUnits, 1, LargestSize),
        .. Allowed.Between(path, "encoderLayers", EncoderLayers, 1, MaxLayers),
        .. Allowed.Between(path, "decoderLayers", DecoderLayers, 1, MaxLayers),
        .. Allowed.BelowOne(path, "embedDropout", EmbedDropout),
        .. Allowed.BelowOne(path, "layerDropout", LayerDropout),
        .. Allowed.BelowOne(path, "readoutDropout", ReadoutDropout),
        .. Allowed.BelowOne(path, "wordDropout", WordDropout),
        .. Allowed.BelowOne(path, "recurrentDropout", RecurrentDropout),
    ];

    private IEnumerable<string> Contradictions(string path)
    {
        if (Bridge == BridgeKind.Pass && (EncoderOutputSize != DecoderHiddenSize || EncoderLayers != DecoderLayers))
        {
            yield return
                $"{path}.bridge is pass, which needs encoder and decoder states of one shape, but the encoder gives {EncoderLayers} layer(s) of " +
                $"{EncoderOutputSize} units and the decoder has {DecoderLayers} of {DecoderHiddenSize}. Change the sizes, or set {path}.bridge to linear.";
        }

        if (Bridge == BridgeKind.Copy && SummarySize != DecoderHiddenSize)
        {
            yield return
                $"{path}.bridge is copy, which needs a decoder state as wide as the summary of the source, but the summary has {SummarySize} units " +
                $"and the decoder {DecoderHiddenSize}. Change the sizes, or set {path}.bridge to linear.";
        }

        if (Summary == SourceSummary.BackwardFirst && Direction == EncoderDirection.Forward)
        {
            yield return $"{path}.summary is backwardFirst, but the encoder reads forward only. Set {path}.direction to both or backward.";
        }

        if (Attention.IsAfterCell && Readout is ReadoutKind.State or ReadoutKind.MaxoutOfPrevious)
        {
            yield return
                $"{path}.readout is {(Readout == ReadoutKind.State ? "state" : "maxoutOfPrevious")}, which looks away from attention after the cell. " +
                $"Set {path}.readout to attentional, joined or maxout, or {path}.attention.placement to beforeCell.";
        }

        if (Tying != WeightTying.None && ReadoutSize != EmbedSize)
        {
            yield return
                $"{path}.tying makes the decoder's embeddings the output matrix, but they have {EmbedSize} units and the output layer reads " +
                $"{ReadoutSize}. Set {path}.embedSize to {ReadoutSize}, or {path}.tying to none.";
        }

        if ((Tying != WeightTying.None && FreezeTargetEmbeddings) || (Tying == WeightTying.All && FreezeSourceEmbeddings))
        {
            yield return
                $"{path}.{(FreezeTargetEmbeddings ? "freezeTargetEmbeddings" : "freezeSourceEmbeddings")} is true, but {path}.tying makes these " +
                $"embeddings the output matrix, which must be learnt. Set {path}.tying to none, or let the embeddings be learnt.";
        }

        if (Attention.Score is AttentionScore.Dot or AttentionScore.ScaledDot && EncoderOutputSize != DecoderHiddenSize)
        {
            yield return
                $"{path}.attention.score compares vectors of one width, but the encoder's states have {EncoderOutputSize} units and the decoder's " +
                $"{DecoderHiddenSize}. Change the sizes, or set {path}.attention.score to general or additive.";
        }
    }
}

/// <summary>Which tokens share a mask of dropout.</summary>
public enum DropoutMask
{
    /// <summary>None: each token has its own.</summary>
    Token,

    /// <summary>All tokens of a sentence: the same units are off in all of it (Gal and Ghahramani 2016).</summary>
    Sentence,
}
