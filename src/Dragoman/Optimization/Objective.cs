namespace Dragoman.Optimization;

/// <summary>What an update minimises, and what the decoder reads meanwhile.</summary>
/// <param name="LabelSmoothing">Share ε of the target probability spread over the vocabulary, 0 ≤ ε &lt; 1.</param>
/// <param name="GuidedAlignment">Weight λ of the cross-entropy of the attention weights against the pairs' links; 0 is off.</param>
/// <param name="Coverage">Weight λ of what attending again to the same source token costs; 0 is off.</param>
/// <param name="SampledInputs">Probability with which the decoder reads a token that the model has drawn instead of the one given, 0 to 1.</param>
internal readonly record struct Objective(float LabelSmoothing = 0f, float GuidedAlignment = 0f, float Coverage = 0f, float SampledInputs = 0f)
{
    /// <summary>Whether the attention weights themselves are taught.</summary>
    internal bool TeachesWeights => GuidedAlignment > 0f || Coverage > 0f;

    /// <summary>The objective of an update.</summary>
    /// <param name="options">How the model is trained.</param>
    /// <param name="update">Number of the update, from 1.</param>
    internal static Objective At(TrainingOptions options, long update)
    {
        double risen = update >= options.ScheduledSamplingUpdates ? 1 : (double)update / options.ScheduledSamplingUpdates;
        return new Objective(options.LabelSmoothing, options.GuidedAlignment, options.CoverageLoss, (float)(options.ScheduledSampling * risen));
    }
}
