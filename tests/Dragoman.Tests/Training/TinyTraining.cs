using System.Text.Json.Nodes;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

/// <summary>A folder of trainings that take less than a second: three letters are to be written the other way round.</summary>
public abstract class TinyTraining : IDisposable
{
    private protected static readonly SentencePair[] Pairs =
    [
        .. from a in "abcd" from b in "abcd" from c in "abcd" select new SentencePair($"{a} {b} {c}", $"{c} {b} {a} x"),
    ];

    private protected static readonly TranslatorOptions Tiny = Preset.All[0].Options with
    {
        Data = Preset.All[0].Options.Data with { Vocabulary = new VocabularyOptions(), Batching = new BatchingOptions(16), ValidationShare = 0.1 },
        Model = new ModelOptions(
            CellKind.Lstm, EmbedSize: 8, EncoderHiddenSize: 4, DecoderHiddenSize: 8, EmbedDropout: 0f, ReadoutDropout: 0f)
        {
            Attention = new(AttentionScore.General, Units: 8, InputFeeding: true),
        },
        Training = new TrainingOptions(MaximumEpochs: 2, LabelSmoothing: 0f, Threads: 2),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected TrainingRequest Request(TranslatorOptions options, string name = "model") =>
        new() { Options = options, Training = new MemoryCorpus(Pairs), Folder = Folder(name) };

    private protected static TrainingSummary Run(TrainingRequest request) => new Trainer(request).Run(TestContext.Current.CancellationToken);

    private protected string Folder(string name) => _folder[name];

    private protected void Train(TranslatorOptions options, string name, bool resume = false) =>
        Run(Request(options, name) with { Resume = resume });

    /// <summary>Training for two epochs and then for two more gives the bits of four epochs at once.</summary>
    private protected void AssertResumesExactly(TranslatorOptions options, Action<TranslatorOptions, string, bool> train)
    {
        TranslatorOptions longer = options with { Training = options.Training with { MaximumEpochs = 4 } };
        train(options, "stopped", false);
        train(longer, "stopped", true);
        train(longer, "straight", false);
        Assert.Equal(Weights("straight"), Weights("stopped"));
    }

    /// <summary>The lines of the metrics, but for what is time.</summary>
    private protected string[] Metrics(string name) =>
    [
        .. File.ReadLines(new ModelFolder(Folder(name)).MetricsPath).Select(line =>
        {
            JsonObject entry = JsonNode.Parse(line)!.AsObject();
            entry.Remove("seconds");
            entry.Remove("tokensPerSecond");
            return entry.ToJsonString();
        }),
    ];

    private protected byte[] Weights(string name) => File.ReadAllBytes(Path.Combine(Folder(name), ModelFolder.WeightsName));

    private protected sealed class Watcher : ITrainingObserver
    {
        internal List<EmbeddingCoverage> Coverages { get; } = [];

        public void OnEmbeddings(EmbeddingCoverage coverage) => Coverages.Add(coverage);

        internal List<TrainingStart> Starts { get; } = [];

        internal List<ValidationResult> Validations { get; } = [];

        internal List<string> Warnings { get; } = [];

        internal Action<long>? OnUpdateNumber { get; init; }

        public void OnStart(TrainingStart start) => Starts.Add(start);

        public void OnUpdate(TrainingProgress progress) => OnUpdateNumber?.Invoke(progress.Update);

        public void OnValidation(ValidationResult validation) => Validations.Add(validation);

        public void OnWarning(string warning) => Warnings.Add(warning);
    }
}
