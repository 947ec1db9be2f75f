using Dragoman.Decoding;
using Dragoman.Lab.Evaluation;
using Dragoman.Metrics;

namespace Dragoman.Lab.Experiments;

/// <summary>What was measured on one run.</summary>
/// <param name="System">Name of the system.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Training">What training took and reached.</param>
/// <param name="TestLoss">Cross-entropy on the test pairs, in nats per target token; null if all are too long for the model.</param>
/// <param name="Sentences">Sentences translated.</param>
/// <param name="Scores">Scores on the test set, one per metric.</param>
/// <param name="Lengths">The first metric by source length, short to long; groups without a sentence are left out.</param>
/// <param name="HeatMaps">Pictures of the attention, by paths relative to the output folder.</param>
/// <param name="Evaluation">How it was measured.</param>
/// <param name="Search">How translations were searched for.</param>
/// <param name="AlignmentErrorRate">In points, 0 to 100, lower is better; null without gold alignments or attention.</param>
/// <param name="Examples">Translations of the examples.</param>
/// <param name="Reading">What of the test sentences the model could not read; null in results of earlier versions.</param>
/// <param name="Files">Checksums of the files behind it, by their paths in the experiment; null in results of earlier versions.</param>
public sealed record RunResult(
    string System,
    ulong Seed,
    TrainingResult Training,
    double? TestLoss,
    int Sentences,
    IReadOnlyList<RunScore> Scores,
    IReadOnlyList<LengthScore> Lengths,
    IReadOnlyList<string> HeatMaps,
    EvaluationSettings Evaluation,
    SearchOptions? Search = null,
    double? AlignmentErrorRate = null,
    IReadOnlyList<string>? Examples = null,
    ReadingCounts? Reading = null,
    IReadOnlyDictionary<string, string>? Files = null);

/// <summary>What training took and reached.</summary>
/// <param name="Parameters">Trainable numbers of the model.</param>
/// <param name="SourceVocabulary">Source tokens, the special ones included.</param>
/// <param name="TargetVocabulary">Target tokens, the special ones included.</param>
/// <param name="Threads">Threads among which a batch was split.</param>
/// <param name="Updates">Updates made.</param>
/// <param name="Tokens">Target tokens trained on.</param>
/// <param name="Seconds">Time spent in updates, validation not counted.</param>
/// <param name="PeakMegabytes">Peak memory of the process while it trained, in MiB; null if another process did.</param>
/// <param name="ValidationLoss">Lowest cross-entropy on the validation pairs, in nats per target token; null without validation.</param>
/// <param name="Curve">The validations, in order.</param>
public sealed record TrainingResult(
    long Parameters,
    int SourceVocabulary,
    int TargetVocabulary,
    int Threads,
    long Updates,
    long Tokens,
    double Seconds,
    double? PeakMegabytes,
    double? ValidationLoss,
    IReadOnlyList<CurvePoint> Curve)
{
    /// <summary>Real target tokens per second.</summary>
    public double TokensPerSecond => Seconds > 0 ? Tokens / Seconds : 0;
}

/// <summary>One validation.</summary>
/// <param name="Update">Updates made before it.</param>
/// <param name="Loss">Cross-entropy on the validation pairs, in nats per target token.</param>
public readonly record struct CurvePoint(long Update, double Loss);

/// <summary>A score on the test set.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Score">In points, 0 to 100 except for error rates.</param>
/// <param name="Signature">The settings behind it.</param>
public sealed record RunScore(MetricKind Metric, double Score, string Signature);

/// <summary>A score on the sentences of similar source length.</summary>
/// <param name="From">Fewest words.</param>
/// <param name="To">Most words; null for no limit.</param>
/// <param name="Sentences">Number of sentences.</param>
/// <param name="MeanLength">Mean number of words.</param>
/// <param name="Score">The score, in points.</param>
public sealed record LengthScore(int From, int? To, int Sentences, double MeanLength, double Score);

/// <summary>All results of an experiment.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Command">The command that makes them.</param>
/// <param name="Hardware">What they were made on.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Planned">Number of runs of the experiment.</param>
/// <param name="Runs">The finished ones, in the order of the experiment.</param>
/// <param name="Ensembles">The systems whose models were also measured together.</param>
public sealed record ExperimentResults(
    string Title,
    string Command,
    string Hardware,
    string Version,
    int Planned,
    IReadOnlyList<RunResult> Runs,
    IReadOnlyList<EnsembleResult> Ensembles);
