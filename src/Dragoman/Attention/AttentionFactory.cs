using Dragoman.Layers;

namespace Dragoman.Attention;

/// <summary>Makes a score of the user's own, for models whose attention is <see cref="AttentionScore.Custom"/>.</summary>
/// <param name="scope">Where its parameters are named.</param>
/// <param name="querySize">Width of the decoder's state.</param>
/// <param name="valueSize">Width of the encoder's states.</param>
public delegate AttentionMechanism AttentionFactory(ParameterScope scope, int querySize, int valueSize);
