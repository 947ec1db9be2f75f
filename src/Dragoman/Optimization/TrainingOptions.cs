using System.Text.Json.Serialization;
using Dragoman.Options;

namespace Dragoman.Optimization;

/// <summary>How a model is trained.</summary>
/// <param name="MaximumEpochs">Passes over the corpus, at least 1. Default: 20.</param>
/// <param name="MaximumUpdates">Most updates; 0 is no limit. Default: 0.</param>
/// <param name="LabelSmoothing">Share of the target probability spread over the vocabulary, 0 ≤ ε &lt; 1; 0 is off. Default: 0.1.</param>
/// <param name="GuidedAlignment">
/// Weight λ, 0 to 100, of a second loss that teaches the attention weights given alignments (Chen et al. 2016): the mean over all target tokens of
/// −Σ_j a_j log α_j, where a is even over the source tokens linked to the target token. 0 is off. Needs pairs with alignments. Default: 0.
/// </param>
/// <param name="Schedule">How the learning rate changes. Default: plateau.</param>
/// <param name="WarmupUpdates">Updates over which the learning rate rises from 0; 0 is off. Default: 0.</param>
/// <param name="DecayFactor">Factor of the learning rate at each decay, above 0 and at most 1. Default: 0.5.</param>
/// <param name="DecayAfterEpochs">Epochs with the full rate under the epochs schedule, at least 1, which decays after each. Default: 5.</param>
/// <param name="ValidationInterval">Updates between validations; 0 validates after each epoch. Default: 0.</param>
/// <param name="Patience">Validations without improvement after which training stops; 0 is off. Default: 5.</param>
/// <param name="Seed">Seed of parameters, dropout and shuffling. Default: 1.</param>
/// <param name="Threads">Threads among which a batch is split, 1 to 256; 0 takes one per processor. Default: 0.</param>
/// <param name="Accumulation">
/// Parts in which each thread works through its share of a batch, adding up their gradients, 1 to 1024: a large batch then takes the memory of a small
/// one. Default: 1.
/// </param>
/// <param name="BestBy">
/// By which measure validations are compared, for the weights that are kept, for patience and for the plateau schedule. All but the loss translate the
/// validation sentences, greedily. Default: loss.
/// </param>
/// <param name="ScheduledSampling">
/// Probability with which the decoder reads, instead of a token given, one that the model itself has drawn, so that it learns to go on after its own
/// mistakes (Bengio et al. 2015), 0 to 1; 0 is off. Costs a run forward over each batch. Default: 0.
/// </param>
/// <param name="ScheduledSamplingUpdates">Updates over which that probability rises from 0; 0 is off. Default: 0.</param>
/// <param name="CoverageLoss">
/// Weight λ, 0 to 100, of a second loss that keeps attention from coming back to the same source tokens (See et al. 2017): the mean over all target tokens
/// of Σ_j min(α_j, c_j), where c_j is the weight that source token j has had before. 0 is off. Needs <c>model.attention.coverage</c>. Default: 0.
/// </param>
public sealed record TrainingOptions(
    int MaximumEpochs = 20,
    long MaximumUpdates = 0,
    float LabelSmoothing = 0.1f,
    float GuidedAlignment = 0f,
    LearningRateSchedule Schedule = LearningRateSchedule.Plateau,
    int WarmupUpdates = 0,
    float DecayFactor = 0.5f,
    int DecayAfterEpochs = 5,
    int ValidationInterval = 0,
    int Patience = 5,
    ulong Seed = 1,
    int Threads = 0,
    int Accumulation = 1,
    ValidationMeasure BestBy = ValidationMeasure.Loss,
    float ScheduledSampling = 0f,
    int ScheduledSamplingUpdates = 0,
    float CoverageLoss = 0f)
{
    /// <summary>The rule by which parameters follow their gradients.</summary>
    [JsonRequired]
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Number of threads that will be used.</summary>
    internal int ThreadCount => Threads == 0 ? Math.Min(Environment.ProcessorCount, 256) : Threads;

    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>training</c>.</param>
    public IEnumerable<IdleOption> Idle(string path)
    {
        bool decays = Schedule is LearningRateSchedule.Plateau or LearningRateSchedule.Epochs;
        return
        [
            .. Optimizer.Idle(path + ".optimizer"),
            .. decays ? [] : new[] { new IdleOption($"{path}.decayFactor", $"{path}.schedule is neither plateau nor epochs") },
            .. ScheduledSampling > 0f ? [] : new[] { new IdleOption($"{path}.scheduledSamplingUpdates", $"{path}.scheduledSampling is 0") },
            .. Schedule == LearningRateSchedule.Epochs ? [] : new[] { new IdleOption($"{path}.decayAfterEpochs", $"{path}.schedule is not epochs") },
        ];
    }

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>training</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Optimizer.Validate(path + ".optimizer"),
        .. Allowed.OneOf(path, "schedule", Schedule),
        .. Allowed.OneOf(path, "bestBy", BestBy),
        .. Allowed.AtLeast(path, "maximumEpochs", MaximumEpochs, 1),
        .. Allowed.AtLeast(path, "decayAfterEpochs", DecayAfterEpochs, 1),
        .. Allowed.BelowOne(path, "labelSmoothing", LabelSmoothing),
        .. Allowed.Between(path, "guidedAlignment", GuidedAlignment, 0f, 100f, "off"),
        .. Allowed.Between(path, "coverageLoss", CoverageLoss, 0f, 100f, "off"),
        .. Allowed.Between(path, "scheduledSampling", ScheduledSampling, 0f, 1f, "off"),
        .. DecayFactor is > 0f and <= 1f
            ? []
            : new[] { FormattableString.Invariant($"{path}.decayFactor is {DecayFactor}; it must be above 0 and at most 1.") },
        .. Allowed.Between(path, "threads", Threads, 0, 256, "one per processor"),
        .. Allowed.Between(path, "accumulation", Accumulation, 1, 1024),
        .. Allowed.AtLeast(path, "maximumUpdates", MaximumUpdates, 0, "off"),
        .. Allowed.AtLeast(path, "warmupUpdates", WarmupUpdates, 0, "off"),
        .. Allowed.AtLeast(path, "validationInterval", ValidationInterval, 0, "off"),
        .. Allowed.AtLeast(path, "patience", Patience, 0, "off"),
        .. Allowed.AtLeast(path, "scheduledSamplingUpdates", ScheduledSamplingUpdates, 0, "off"),
    ];
}

/// <summary>By what a validation says how good a model is.</summary>
public enum ValidationMeasure
{
    /// <summary>The cross-entropy of the references; lower is better.</summary>
    Loss,

    /// <summary>The share of sentences translated wholly as the reference.</summary>
    Accuracy,

    /// <summary>The word error rate, over phones the phone error rate; lower is better.</summary>
    WordErrorRate,

    /// <summary>BLEU of the words as the model writes them.</summary>
    Bleu,

    /// <summary>chrF2.</summary>
    ChrF,
}

/// <summary>How the learning rate changes during training.</summary>
public enum LearningRateSchedule
{
    /// <summary>It does not, after warm-up.</summary>
    Constant,

    /// <summary>It is multiplied by the decay factor after each validation without improvement.</summary>
    Plateau,

    /// <summary>After warm-up it falls as √(warm-up updates / updates).</summary>
    InverseSquareRoot,

    /// <summary>It falls linearly to zero at the last epoch (or update).</summary>
    Linear,

    /// <summary>It falls to zero at the last epoch (or update) along half a cosine wave (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>It is multiplied by the decay factor after each epoch, the first few left alone (Luong et al. 2015).</summary>
    Epochs,
}
