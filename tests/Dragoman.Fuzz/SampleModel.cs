using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Fuzz;

/// <summary>A tiny trained model with its training state, its index of neighbours and its lexical table, of which damaged copies are made.</summary>
internal sealed class SampleModel
{
    /// <summary>The pairs that it was trained on.</summary>
    internal static readonly SentencePair[] Pairs =
    [
        .. from a in "abcd" from b in "abcd" from c in "abcd" select new SentencePair($"{a} {b} {c}", $"{c} {b} {a} x"),
    ];

    private static readonly TranslatorOptions Small = Preset.All[0].Options with
    {
        Data = Preset.All[0].Options.Data with { Vocabulary = new VocabularyOptions(), Batching = new BatchingOptions(32), ValidationShare = 0.1 },
        Model = new ModelOptions(
            CellKind.Lstm, EmbedSize: 8, EncoderHiddenSize: 4, DecoderHiddenSize: 8, EmbedDropout: 0f, ReadoutDropout: 0f)
        {
            Attention = new(AttentionScore.General, Units: 8, InputFeeding: true),
        },
        Training = new TrainingOptions(MaximumEpochs: 2, LabelSmoothing: 0f, Threads: 1),
    };

    private static readonly TranslatorOptions[] Kinds =
    [
        Small,
        Small with { Model = Small.Model with { Cell = CellKind.Gru, Attention = new(AttentionScore.None) } },
        Small with
        {
            Data = Small.Data with { Vocabulary = new VocabularyOptions(Shared: true) },
            Model = Small.Model with { Attention = new(Units: 8), Tying = WeightTying.All },
            Training = Small.Training with { Optimizer = new OptimizerOptions(OptimizerKind.Adadelta, LearningRate: 1f) },
        },
    ];

    private SampleModel(TranslatorOptions options, string folder)
    {
        (Options, Folder) = (options, folder);
    }

    /// <summary>Its options.</summary>
    internal TranslatorOptions Options { get; }

    /// <summary>Where it is.</summary>
    internal string Folder { get; }

    /// <summary>Options of a model that trains in no time.</summary>
    internal static TranslatorOptions Tiny => Small with { Training = Small.Training with { MaximumUpdates = 1 } };

    /// <summary>Trains one model of each kind.</summary>
    internal static SampleModel[] TrainAll(string folder) => [.. Kinds.Select((options, kind) => Train(options, Path.Combine(folder, $"{kind}")))];

    /// <summary>Copies the folder.</summary>
    internal string CopyTo(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    private static SampleModel Train(TranslatorOptions options, string folder)
    {
        new Trainer(new TrainingRequest { Options = options, Training = new MemoryCorpus(Pairs), Folder = folder }).Run();
        using var translator = Translator.Load(folder);
        NeighbourIndex.Build(translator, new MemoryCorpus(Pairs), new ModelFolder(folder).NeighboursPath, states: 50);
        VocabularyShortlist.Learn(translator, new MemoryCorpus(Pairs), folder, best: 3);
        return new SampleModel(options, folder);
    }
}
