using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Attention;

/// <summary>What the decoder attends to: made once a batch, read at every step.</summary>
/// <param name="Keys">[Σ source_time, keys] The keys as the score needs them, sentence after sentence.</param>
/// <param name="Values">[Σ source_time, values] What is summed: the encoder's states, or a product with them.</param>
/// <param name="Maps">The maps of the loop that attends, such as a projection of its queries.</param>
public readonly record struct AttentionMemory(Variable Keys, Variable Values, LoopMaps Maps);
