using Dragoman.Attention;
using Dragoman.Layers;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>What the steps over one batch share: the memory to attend to, and the linear maps opened for the loop.</summary>
public sealed class DecoderLoop
{
    /// <summary>What the decoder attends to; null without attention.</summary>
    public AttentionMemory? Memory { get; internal set; }

    /// <summary>The recurrent products of each layer.</summary>
    internal CellLoop[] Cells { get; } = new CellLoop[ModelOptions.MaxLayers];

    /// <summary>The input products of the layers above the first.</summary>
    internal UnrolledLinear[] Inputs { get; } = new UnrolledLinear[ModelOptions.MaxLayers];

    /// <summary>
    /// The product of the context (or of the fed attentional state) with its columns of the first layer's input weight; null when there is
    /// none, or when the memory holds products already.
    /// </summary>
    internal UnrolledLinear? ContextInput { get; set; }

    /// <summary>The product W_c [c; s] of an attentional readout.</summary>
    internal UnrolledLinear? Attentional { get; set; }

    /// <summary>The product with the state of a maxout readout.</summary>
    internal UnrolledLinear? MaxoutState { get; set; }

    /// <summary>The product with the context of a maxout readout.</summary>
    internal UnrolledLinear? MaxoutContext { get; set; }
}
