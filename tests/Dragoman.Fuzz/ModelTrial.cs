using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Neighbours;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Fuzz;

/// <summary>Does with a model folder what users do: load, translate, align, find neighbours, resume. Only documented exceptions may come of it.</summary>
internal static class ModelTrial
{
    private const int LongestMessage = 2000;

    private static readonly string[] Sentences = ["a b c", "d z a a b"];

    /// <summary>Tries a folder.</summary>
    /// <param name="folder">The damaged folder.</param>
    /// <param name="original">What it was made from.</param>
    /// <returns>How it ended.</returns>
    internal static string Run(string folder, SampleModel original)
    {
        string loading = Outcome(() => Load(folder));
        string finding = Outcome(() => FindNeighbours(folder, original));
        string listing = Outcome(() => TranslateShort(folder));
        return $"{loading}, neighbours {finding}, shortlist {listing}, resume {Outcome(() => Resume(folder, original))}";
    }

    /// <summary>Does something that may fail only in the ways that are documented, and says how it ended.</summary>
    /// <param name="action">What is done.</param>
    internal static string Outcome(Action action)
    {
        try
        {
            action();
            return "works";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VocabularyException or ConfigurationException or
            NotFiniteNumberException or TrainingDivergedException or CorpusFormatException)
        {
            return e.Message.Length > LongestMessage || e.Message.Any(char.IsControl)
                ? throw new InvalidOperationException($"A message of {e.Message.Length} characters that is not short and on one line.", e)
                : e.GetType().Name;
        }
    }

    private static void Load(string folder)
    {
        using Translator translator = Translator.Load(folder);
        foreach (Parameter parameter in translator.Model.Parameters.All)
        {
            if (Finite.IndexOfAnyExcept(parameter.Value.Span) >= 0)
            {
                throw new InvalidOperationException($"{parameter.Name} was loaded with a number that is not finite.");
            }
        }

        translator.TranslateBatch(Sentences);
        translator.TranslateBatch(Sentences, SearchOptions.Greedy);
        translator.TranslateNBestBatch(Sentences, new SearchOptions(Temperature: 1f, BestCount: 3, TopK: 3));
        translator.AlignBatch([new SentencePair("a b c", "c b a x"), new SentencePair("d", "z")]);
    }

    /// <summary>The index is of the model as it was, whatever has become of the rest of the folder.</summary>
    private static void FindNeighbours(string folder, SampleModel original)
    {
        using var translator = Translator.Load(original.Folder);
        using var index = NeighbourIndex.Open(new ModelFolder(folder).NeighboursPath, translator);
        Explanation explanation = translator.Explain(Sentences[0]);
        foreach (StateKind kind in Enum.GetValues<StateKind>().Where(kind => index.CountOf(kind) > 0))
        {
            if (index.FindLike(explanation, kind, position: 0).Neighbours.Any(neighbour => !double.IsFinite(neighbour.Similarity)))
            {
                throw new InvalidOperationException("A similarity is not finite.");
            }
        }
    }

    private static void TranslateShort(string folder)
    {
        using Translator translator = Translator.Load(folder);
        translator.TranslateBatch(Sentences, new SearchOptions(Shortlist: 2, ShortlistFrequent: 1));
    }

    private static void Resume(string folder, SampleModel original)
    {
        ModelFolder files = new(folder);
        files.Recover();
        if (!files.HasTrainingState)
        {
            return; // There is nothing to go on from.
        }

        Dictionary<string, string> before = Contents(folder);
        try
        {
            TranslatorOptions options = files.ReadOptions();
            long update = files.ReadPosition().Update;
            options = options with
            {
                Training = options.Training with { MaximumUpdates = (int)Math.Min(update + 1, int.MaxValue), MaximumEpochs = 1000, Patience = 0, Threads = 1 },
            };
            new Trainer(new TrainingRequest { Options = options, Training = new MemoryCorpus(SampleModel.Pairs), Folder = folder, Resume = true }).Run();
        }
        catch
        {
            if (Contents(folder).FirstOrDefault(file => before[file.Key] != file.Value) is { Key: { } name })
            {
                throw new InvalidOperationException($"{name} was changed by a training that could not go on; of {original.Folder}.");
            }

            throw;
        }
    }

    /// <summary>What must stay as it is when training cannot go on.</summary>
    private static Dictionary<string, string> Contents(string folder) => new[] { ModelFolder.WeightsName, "source.vocab", "target.vocab" }
        .Select(name => (Name: name, Path: Path.Combine(folder, name)))
        .Where(file => File.Exists(file.Path) && RegularFile.Fault(file.Path) is null && File.ResolveLinkTarget(file.Path, returnFinalTarget: false) is null)
        .ToDictionary(file => file.Name, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.Path))));
}
