using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Layout;

namespace Dragoman.Models;

/// <summary>What the encoder has made of a batch of source sentences.</summary>
/// <param name="States">[Σ source_time, encoder output] The top layer's output, sentence after sentence.</param>
/// <param name="Sentences">Which rows belong to each sentence.</param>
/// <param name="Final">[batch, encoder output] a layer: the state after the last token read, both directions side by side.</param>
/// <param name="TopLayer">Index of the top layer in <paramref name="Final"/>.</param>
public readonly record struct EncoderOutput(Variable States, RaggedLayout Sentences, StackState Final, int TopLayer);
