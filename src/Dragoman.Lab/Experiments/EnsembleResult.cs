using Dragoman.Decoding;

namespace Dragoman.Lab.Experiments;

/// <summary>What was measured on the models of several seeds together.</summary>
/// <param name="System">Name of the system.</param>
/// <param name="Seeds">The seeds of its models.</param>
/// <param name="Parameters">Trainable numbers of all models together.</param>
/// <param name="TestLoss">Cross-entropy on the test pairs, in nats per target token; null if all are too long for the models.</param>
/// <param name="Scores">Scores on the test set, one per metric.</param>
/// <param name="Evaluation">How it was measured.</param>
/// <param name="Search">How translations were searched for.</param>
/// <param name="Members">Checksums of the results of its models: once one of them is trained again, this one is of other models.</param>
public sealed record EnsembleResult(
    string System,
    IReadOnlyList<ulong> Seeds,
    long Parameters,
    double? TestLoss,
    IReadOnlyList<RunScore> Scores,
    EvaluationSettings Evaluation,
    SearchOptions Search,
    IReadOnlyList<string>? Members = null);
