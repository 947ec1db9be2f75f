using Dragoman.Options;

namespace Dragoman.Optimization;

/// <summary>The rule by which parameters follow their gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba 2014, arXiv:1412.6980).</summary>
    Adam,

    /// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
    Sgd,

    /// <summary>Adadelta (Zeiler 2012, arXiv:1212.5701).</summary>
    Adadelta,
}

/// <summary>Options of the optimizer.</summary>
/// <param name="Kind">Which rule. Default: adam.</param>
/// <param name="LearningRate">Step size, above 0. Default: 0.001 (for adam; sgd wants 1, adadelta 1).</param>
/// <param name="Beta1">Decay of Adam's first moment, 0 ≤ β1 &lt; 1; other rules ignore it. Default: 0.9.</param>
/// <param name="Beta2">Decay of Adam's second moment, 0 ≤ β2 &lt; 1; other rules ignore it. Default: 0.999.</param>
/// <param name="Epsilon">Added to denominators, above 0; sgd ignores it. Default: 1e-8 (adadelta wants 1e-6).</param>
/// <param name="Momentum">Momentum of sgd, 0 ≤ μ &lt; 1; 0 is off; other rules ignore it. Default: 0.</param>
/// <param name="Rho">Decay of Adadelta's averages, 0 ≤ ρ &lt; 1; other rules ignore it. Default: 0.95.</param>
/// <param name="ClipNorm">The gradient is scaled down when its norm exceeds this; 0 is off. Default: 1.</param>
/// <param name="WeightDecay">
/// Share of the learning rate by which each number shrinks at each update, apart from its gradient, 0 to 1 (Loshchilov and Hutter 2019; with adam
/// that is AdamW); 0 is off. Default: 0.
/// </param>
/// <param name="AverageDecay">
/// Decay of the exponential moving average of the weights, 0 ≤ d &lt; 1, such as 0.999: the averages are what is validated, kept as the model and
/// translated with, while training goes on from the weights themselves; 0 is off. Default: 0.
/// </param>
public sealed record OptimizerOptions(
    OptimizerKind Kind = OptimizerKind.Adam,
    float LearningRate = 0.001f,
    float Beta1 = 0.9f,
    float Beta2 = 0.999f,
    float Epsilon = 1e-8f,
    float Momentum = 0f,
    float Rho = 0.95f,
    float ClipNorm = 1f,
    float WeightDecay = 0f,
    float AverageDecay = 0f)
{
    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>training.optimizer</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Allowed.OneOf(path, "kind", Kind),
        .. Allowed.Positive(path, "learningRate", LearningRate),
        .. Allowed.Positive(path, "epsilon", Epsilon),
        .. Allowed.AtLeast(path, "clipNorm", ClipNorm, 0f, "off"),
        .. Allowed.Between(path, "weightDecay", WeightDecay, 0f, 1f, "off"),
        .. Allowed.BelowOne(path, "beta1", Beta1),
        .. Allowed.BelowOne(path, "beta2", Beta2),
        .. Allowed.BelowOne(path, "momentum", Momentum),
        .. Allowed.BelowOne(path, "rho", Rho),
        .. Allowed.BelowOne(path, "averageDecay", AverageDecay),
    ];

    /// <summary>The options that change nothing beside the others.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>training.optimizer</c>.</param>
    public IEnumerable<IdleOption> Idle(string path) =>
        from option in new (string Name, OptimizerKind[] Rules)[]
        {
            ("beta1", [OptimizerKind.Adam]),
            ("beta2", [OptimizerKind.Adam]),
            ("epsilon", [OptimizerKind.Adam, OptimizerKind.Adadelta]),
            ("momentum", [OptimizerKind.Sgd]),
            ("rho", [OptimizerKind.Adadelta]),
        }
        where !option.Rules.Contains(Kind)
        select new IdleOption($"{path}.{option.Name}", $"{path}.kind is {Kind.ToString().ToLowerInvariant()}");
}
