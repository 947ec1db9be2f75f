using Dragoman.Attention;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>What the steps over one batch share.</summary>
/// <param name="Maps">The linear maps of the steps.</param>
/// <param name="Memory">What the decoder attends to; null without attention.</param>
public readonly record struct DecoderLoop(LoopMaps Maps, AttentionMemory? Memory);
