namespace Dragoman.Numerics.Kernels;

/// <summary>The numbers of one Adam update, the same for all parameters.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Beta1">Decay of the mean of the gradient, from 0 to 1.</param>
/// <param name="Beta2">Decay of the mean of its square, from 0 to 1.</param>
/// <param name="Epsilon">Added to the root of the mean square, against division by 0.</param>
/// <param name="FirstCorrection">1 − β1^t at update t, counted from 1.</param>
/// <param name="SecondCorrection">1 − β2^t.</param>
/// <param name="GradientScale">Multiplies the gradient first, for averaging and clipping.</param>
/// <param name="WeightDecay">Multiple of the parameter that is added to the gradient (L2 regularisation); 0 is off.</param>
public readonly record struct AdamStep(
    float LearningRate,
    float Beta1,
    float Beta2,
    float Epsilon,
    float FirstCorrection,
    float SecondCorrection,
    float GradientScale,
    float WeightDecay);
