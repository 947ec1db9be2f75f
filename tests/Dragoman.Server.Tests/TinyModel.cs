using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Storage;
using Dragoman.Training;

[assembly: AssemblyFixture(typeof(Dragoman.Server.Tests.TinyModel))]

namespace Dragoman.Server.Tests;

/// <summary>Small models that many tests read and none changes: letters to words, the same with another seed, and to other words.</summary>
public sealed class TinyModel : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dragoman-server-");

    public TinyModel()
    {
        First = Train("first", epochs: 20, ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"]);
        Sibling = Train("sibling", epochs: 10, ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"], seed: 2);
        Second = Train("second", epochs: 20, ["Anton", "Berta", "Caesar", "Dora", "Emil", "Friedrich"]);
        Indexed = Path.Combine(_folder.FullName, "indexed");
        Copy(First, Indexed);
        using var translator = Translator.Load(Indexed);
        NeighbourIndex.Build(
            translator, new MemoryCorpus([new("a b", "Alpha Bravo"), new("c d e", "Charlie Delta Echo")]), new ModelFolder(Indexed).NeighboursPath, cancellationToken: TestContext.Current.CancellationToken);
        Listed = Path.Combine(_folder.FullName, "listed");
        Copy(First, Listed);
        VocabularyShortlist.Learn(
            translator, new MemoryCorpus([new("a b", "Alpha Bravo"), new("c d e", "Charlie Delta Echo"), new("f b c", "Foxtrot Bravo Charlie")]), Listed, best: 5, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Folder of the first model with a lexical table, of 5 translations of a token.</summary>
    public string Listed { get; }

    /// <summary>Folder of the first model with an index of neighbours, of two pairs.</summary>
    public string Indexed { get; }

    /// <summary>Folder of a model.</summary>
    public string First { get; }

    /// <summary>Folder of a model that was trained on the same pairs as the first, with another seed and for less long.</summary>
    public string Sibling { get; }

    /// <summary>Folder of another model.</summary>
    public string Second { get; }

    /// <summary>Sentences that the models can translate, with words that they do not know, and blank ones.</summary>
    public static IReadOnlyList<string> Sentences { get; } = [.. Enumerable.Range(0, 64).Select(i => Letters(new Random(i), i % 9))];

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Copies a model folder over another, file by file, each of which is there whole: a server may be reading what it replaces.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            string copy = Path.Combine(to, Path.GetFileName(file));
            File.Copy(file, copy + ".new");
            File.Move(copy + ".new", copy, overwrite: true);
        }
    }

    private static string Letters(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => "abcdefx"[random.Next(7)]));

    private string Train(string name, int epochs, string[] words, ulong seed = 1)
    {
        Random random = new(7);
        SentencePair[] pairs =
        [
            .. from _ in Enumerable.Range(0, 240)
               let picks = Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(words.Length)).ToArray()
               select new SentencePair(string.Join(' ', picks.Select(pick => "abcdef"[pick])), string.Join(' ', picks.Select(pick => words[pick]))),
        ];
        TranslatorOptions options = Preset.Find("d2l-bahdanau").Options;
        options = options
            .WithModel(model => model with { EmbedSize = 12, EncoderHiddenSize = 12, DecoderHiddenSize = 12, EncoderLayers = 1, DecoderLayers = 1, LayerDropout = 0 })
            .WithData(data => data with { Batching = data.Batching with { BatchSize = 16 }, Vocabulary = data.Vocabulary with { MinimumFrequency = 1 } })
            .WithTraining(training => training with { MaximumEpochs = epochs, Seed = seed, Threads = 1, Optimizer = training.Optimizer with { LearningRate = 0.01f } });
        string folder = Path.Combine(_folder.FullName, name);
        new Trainer(new TrainingRequest { Options = options, Training = new MemoryCorpus(pairs), Validation = new MemoryCorpus(pairs[..24]), Folder = folder }).Run();
        return folder;
    }
}
