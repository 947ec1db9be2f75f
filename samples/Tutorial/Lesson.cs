using System.Text;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Lab.Demo;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Samples.Tutorial;

/// <summary>What the steps of the tutorial share: sentences, a small model, a short training, and a place for pictures.</summary>
internal static class Lesson
{
    private const string PictureFolder = "artifacts/tutorial";
    private const int CommonWords = 150;
    private const int TestPairs = 1_000;

    /// <summary>A GRU that reads from both ends, a GRU that writes, 64 units wide; the steps say what they change.</summary>
    internal static ModelOptions SmallModel { get; } = new(
        Cell: CellKind.Gru,
        EmbedSize: 64,
        EncoderHiddenSize: 32, // in each direction
        DecoderHiddenSize: 64,
        EmbedDropout: 0f,
        ReadoutDropout: 0f)
    {
        Attention = new(AttentionScore.General, Units: 64, InputFeeding: true),
    };

    /// <summary>Bahdanau's decoder: the previous state asks, and the output layer reads state and context.</summary>
    internal static ModelOptions Bahdanau { get; } = SmallModel with
    {
        Attention = new(AttentionScore.Additive, Units: 64, Placement: AttentionPlacement.BeforeCell),
        Readout = ReadoutKind.Attentional,
    };

    /// <summary>Pairs of the built-in grammar with the commonest English words only, so that seconds of training are enough.</summary>
    internal static (SentencePair[] Training, SentencePair[] Test) EnglishFrench()
    {
        IReadOnlyList<DemoPair> pairs = DemoCorpus.Generate(100_000, seed: 1);
        HashSet<string> common =
        [
            .. pairs.SelectMany(pair => pair.English.Split(' '))
                .CountBy(word => word).OrderByDescending(word => word.Value).Take(CommonWords).Select(word => word.Key),
        ];
        SentencePair[] easy =
        [
            .. pairs.Where(pair => pair.English.Split(' ').All(common.Contains)).Select(pair => new SentencePair(pair.English, pair.French)),
        ];
        return (easy[TestPairs..], easy[..TestPairs]);
    }

    /// <summary>Trains on one thread, so that the same bits come out every time, and loads what was learnt.</summary>
    internal static Translator Train(ModelOptions model, SentencePair[] pairs, int epochs, AttentionFactory? customAttention = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dragoman-tutorial-");
        try
        {
            TrainingRequest request = new()
            {
                Options = Options(model, epochs),
                Training = new MemoryCorpus(pairs),
                Folder = folder.FullName,
                CustomAttention = customAttention,
            };
            new Trainer(request).Run();
            return Translator.Load(folder.FullName, customAttention);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Translates the sources by greedy search.</summary>
    internal static string[] Translate(Translator translator, SentencePair[] pairs) =>
        [.. translator.TranslateBatch([.. pairs.Select(pair => pair.Source)], SearchOptions.Greedy).Select(translation => translation.Text)];

    /// <summary>Sentences in 100 that are translated word for word as the grammar does.</summary>
    internal static double ExactMatch(IEnumerable<string> translations, IEnumerable<SentencePair> pairs) =>
        100 * translations.Zip(pairs, (translation, pair) => translation == pair.Target ? 1.0 : 0.0).Average();

    /// <summary>Writes a picture and says where.</summary>
    internal static void Save(string name, string svg)
    {
        Directory.CreateDirectory(PictureFolder);
        string path = $"{PictureFolder}/{name}.svg";
        File.WriteAllText(path, svg, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Console.WriteLine($"picture: {path}");
    }

    private static TranslatorOptions Options(ModelOptions model, int epochs)
    {
        return new TranslatorOptions
        {
            Data = new DataOptions
            {
                Source = new TextOptions(),
                Target = new TextOptions(),
                Vocabulary = new VocabularyOptions(MinimumFrequency: 1),
                Encoding = new EncodingOptions(MaximumSourceLength: 100, MaximumTargetLength: 100),
                Batching = new BatchingOptions(BatchSize: 16),
                ValidationShare = 0,
            },
            Model = model,
            Training = new TrainingOptions(
                MaximumEpochs: epochs,
                LabelSmoothing: 0f,
                Schedule: LearningRateSchedule.Linear,
                WarmupUpdates: 50,
                Threads: 1)
            {
                Optimizer = new OptimizerOptions(LearningRate: 0.007f),
            },
        };
    }
}
