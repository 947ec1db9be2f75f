using Dragoman.Attention;
using Dragoman.Layers;

namespace Dragoman.Models;

/// <summary>The shape of an encoder-decoder model.</summary>
/// <param name="Cell">Recurrent unit of encoder and decoder. Default: lstm.</param>
/// <param name="EmbedSize">Width of the token embeddings in units, 1 to 65536. Default: 256.</param>
/// <param name="EncoderHiddenSize">Width of the encoder's state, per direction, in units, 1 to 65536. Default: 128.</param>
/// <param name="EncoderLayers">Encoder layers, 1 to 8. Default: 1.</param>
/// <param name="Bidirectional">Whether the encoder reads the source in both directions; its states are then twice as wide. Default: true.</param>
/// <param name="DecoderHiddenSize">Width of the decoder's state in units, 1 to 65536. Default: 256.</param>
/// <param name="DecoderLayers">Decoder layers, 1 to 8. Default: 1.</param>
/// <param name="Attention">How the decoder scores encoder states; none turns attention off. Default: general.</param>
/// <param name="AttentionUnits">Width of the joint projection of the additive score in units; other scores ignore it. Default: 256.</param>
/// <param name="Placement">When the decoder attends; ignored without attention. Default: afterCell.</param>
/// <param name="InputFeeding">Whether the attentional state is joined to the next input; used with afterCell only. Default: true.</param>
/// <param name="Context">Without attention, how the encoder's final state reaches the decoder. Default: everyStep.</param>
/// <param name="Bridge">How the decoder's first state is made from the encoder's last. Default: pass.</param>
/// <param name="EmbedDropout">Probability of zeroing an element of an embedding during training, 0 ≤ p &lt; 1; 0 is off. Default: 0.</param>
/// <param name="LayerDropout">The same between recurrent layers; unused with one layer. Default: 0.</param>
/// <param name="AttentionDropout">The same for attention weights. Default: 0.</param>
/// <param name="ReadoutDropout">The same for the input of the output layer. Default: 0.</param>
public sealed record ModelOptions(
    CellKind Cell = CellKind.Lstm,
    int EmbedSize = 256,
    int EncoderHiddenSize = 128,
    int EncoderLayers = 1,
    bool Bidirectional = true,
    int DecoderHiddenSize = 256,
    int DecoderLayers = 1,
    AttentionScore Attention = AttentionScore.General,
    int AttentionUnits = 256,
    AttentionPlacement Placement = AttentionPlacement.AfterCell,
    bool InputFeeding = true,
    ContextUse Context = ContextUse.EveryStep,
    BridgeKind Bridge = BridgeKind.Pass,
    float EmbedDropout = 0f,
    float LayerDropout = 0f,
    float AttentionDropout = 0f,
    float ReadoutDropout = 0f)
{
    internal const int MaxLayers = 8;

    /// <summary>Width of one encoder state, both directions together.</summary>
    internal int EncoderOutputSize => Bidirectional ? 2 * EncoderHiddenSize : EncoderHiddenSize;

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>model</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        foreach ((string name, int value, int most) in new[]
        {
            ("embedSize", EmbedSize, 65536),
            ("encoderHiddenSize", EncoderHiddenSize, 65536),
            ("decoderHiddenSize", DecoderHiddenSize, 65536),
            ("attentionUnits", AttentionUnits, 65536),
            ("encoderLayers", EncoderLayers, MaxLayers),
            ("decoderLayers", DecoderLayers, MaxLayers),
        })
        {
            if (value < 1 || value > most)
            {
                yield return $"{path}.{name} is {value}; it must be 1 to {most}.";
            }
        }

        foreach ((string name, float value) in new[]
        {
            ("embedDropout", EmbedDropout),
            ("layerDropout", LayerDropout),
            ("attentionDropout", AttentionDropout),
            ("readoutDropout", ReadoutDropout),
        })
        {
            if (value is not (>= 0f and < 1f))
            {
                yield return $"{path}.{name} is {value}; it must be at least 0 and below 1.";
            }
        }

        if (Bridge == BridgeKind.Pass && (EncoderOutputSize != DecoderHiddenSize || EncoderLayers != DecoderLayers))
        {
            yield return
                $"{path}.bridge is pass, which needs encoder and decoder states of one shape, but the encoder gives {EncoderLayers} layer(s) of " +
                $"{EncoderOutputSize} units and the decoder has {DecoderLayers} of {DecoderHiddenSize}. Change the sizes, or set {path}.bridge to linear.";
        }

        if (Attention is AttentionScore.Dot or AttentionScore.ScaledDot && EncoderOutputSize != DecoderHiddenSize)
        {
            yield return
                $"{path}.attention compares vectors of one width, but the encoder's states have {EncoderOutputSize} units and the decoder's " +
                $"{DecoderHiddenSize}. Change the sizes, or set {path}.attention to general or additive.";
        }
    }
}

/// <summary>When the decoder attends.</summary>
public enum AttentionPlacement
{
    /// <summary>Before the recurrent step: the previous state asks, the context is part of the step's input (Bahdanau et al. 2014).</summary>
    BeforeCell,

    /// <summary>After the recurrent step: the new state asks, tanh(W_c [c; s]) makes the prediction (Luong et al. 2015).</summary>
    AfterCell,
}

/// <summary>How the encoder's final state reaches a decoder without attention.</summary>
public enum ContextUse
{
    /// <summary>Only as the decoder's first state (Sutskever et al. 2014).</summary>
    InitialState,

    /// <summary>Also as part of the input of every step (Cho et al. 2014).</summary>
    EveryStep,
}

/// <summary>How the decoder's first state is made from the encoder's last.</summary>
public enum BridgeKind
{
    /// <summary>Each layer's state is passed on; both sides must have the same shape.</summary>
    Pass,

    /// <summary>tanh(W h + b) of the top encoder layer's last state, one map a decoder layer.</summary>
    Linear,

    /// <summary>The decoder starts from zero.</summary>
    Zero,
}
