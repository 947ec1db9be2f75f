using System.CommandLine;
using Dragoman.Cli.Training;
using Dragoman.Configuration;
using Dragoman.Messages;
using Dragoman.Models;
using Dragoman.Serialization;
using Dragoman.Shortlists;
using Dragoman.Storage;
using Dragoman.Text;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman inspect</c>: what is in a model folder, and whether it is sound.</summary>
internal sealed class InspectCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _folder = new("folder") { Description = "The model folder." };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes.</param>
    internal InspectCommand(Terminal terminal)
        : base("inspect", "Show what a model folder holds: options, vocabularies, parameters, training, files. Checks them on the way.")
    {
        _terminal = terminal;
        Add(_folder);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        ModelFolder folder = new(arguments.GetValue(_folder)!);
        long parameters;
        try
        {
            using Translator translator = Translator.Load(folder.Path); // Checks all that translating needs.
            parameters = translator.ParameterCount;
            if (Path.Exists(folder.ShortlistPath))
            {
                LexicalTableFile.Read(folder.ShortlistPath, translator.Source.Vocabulary, translator.Target.Vocabulary);
            }

            if (Path.Exists(folder.NeighboursPath))
            {
                SafetensorsFile.Open(folder.NeighboursPath).Dispose(); // It may be of earlier weights, which is no damage.
            }

            if (folder.HasTrainingState)
            {
                Seq2SeqModel shape = new(translator.Options.Model, translator.Source.Vocabulary.Count, translator.Target.Vocabulary.Count);
                folder.VerifyCheckpoint(shape);
            }
        }
        catch (Exception e) when (e is CheckpointException or VocabularyException)
        {
            WriteReadable(folder);
            throw;
        }

        TextTable summary = new();
        summary.Add("Model", folder.Path);
        (Vocabulary source, Vocabulary target) = folder.ReadVocabularies();
        summary.Add("Vocabularies", $"{Figures.Count(source.Count)} source tokens → {Figures.Count(target.Count)} target tokens");
        using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(folder.Path, ModelFolder.WeightsName), Verification.None);
        summary.Add("Parameters", Figures.Count(parameters) + (StoredParameters.AreInEightBits(weights) ? ", in 8 bits" : ""));
        AddTraining(summary, folder);
        summary.Write(_terminal.Output);
        WriteOptions(folder.ReadOptions());
        WriteParameters(weights);
        WriteFiles(folder.Path);
        return ExitCode.Success;
    }

    /// <summary>Shows of a damaged folder what can still be read; what is wrong with the rest is reported after it.</summary>
    private void WriteReadable(ModelFolder folder)
    {
        if (Directory.Exists(folder.Path))
        {
            WriteFiles(folder.Path);
        }

        if (TryRead(folder.ReadOptions) is { } options)
        {
            WriteOptions(options);
        }

        using SafetensorsFile? weights = TryRead(() => SafetensorsFile.Open(Path.Combine(folder.Path, ModelFolder.WeightsName), Verification.None));
        if (weights is not null)
        {
            WriteParameters(weights);
        }
    }

    private static T? TryRead<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (CheckpointException)
        {
            return null; // The first fault of the folder is reported; it may be this one.
        }
    }

    private static void AddTraining(TextTable summary, ModelFolder folder)
    {
        if (!folder.HasTrainingState)
        {
            summary.Add("Training", "no checkpoint; training cannot be resumed");
            return;
        }

        TrainingPosition position = folder.ReadPosition();
        string time = Figures.Duration(TimeSpan.FromSeconds(position.Seconds));
        summary.Add("Training", string.Join(
            ", ",
            Counted.Of(position.Update, "update"),
            Counted.Of(position.Data.Epoch, "whole epoch"),
            Counted.Of(position.Tokens, "target token"),
            time));
        summary.Add("Validation", double.IsFinite(position.BestLoss)
            ? $"loss {Figures.Loss(position.BestLoss)}, perplexity {Figures.Perplexity(position.BestLoss)} at best, after update {Figures.Count(position.BestUpdate)}"
            : "none so far");
    }

    /// <summary>Names the preset that comes nearest, and what differs from it.</summary>
    private void WriteOptions(TranslatorOptions options)
    {
        IReadOnlyDictionary<string, string> values = OptionCatalog.ValuesOf(options);
        (Preset nearest, List<string> changes) = Preset.All
            .Select(preset => (Preset: preset, Changes: Changes(values, OptionCatalog.ValuesOf(preset.Options))))
            .MinBy(candidate => candidate.Changes.Count);
        _terminal.Output.WriteLine();
        _terminal.Output.WriteLine($"Options: preset {nearest.Name}{(changes.Count > 0 ? ", but" : "")}");
        TextTable table = new();
        foreach (string path in changes)
        {
            table.Add(path, values[path].Trim('"'));
        }

        table.Write(_terminal.Output, "  ");
    }

    private static List<string> Changes(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> preset) =>
        [.. values.Keys.Where(path => values[path] != preset[path])];

    private void WriteParameters(SafetensorsFile weights)
    {
        _terminal.Output.WriteLine();
        _terminal.Output.WriteLine("Parameters:");
        TextTable table = new(1, 2);
        foreach (TensorEntry tensor in weights.Tensors)
        {
            table.Add(tensor.Name, string.Join(" × ", tensor.Shape), Figures.Count(tensor.Count));
        }

        table.Write(_terminal.Output, "  ");
    }

    private void WriteFiles(string folder)
    {
        _terminal.Output.WriteLine();
        _terminal.Output.WriteLine("Files (bytes):");
        TextTable table = new(1);
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !file.Name.StartsWith('.')).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            table.Add(Path.GetRelativePath(folder, file.FullName), Figures.Count(file.Length));
        }

        table.Write(_terminal.Output, "  ");
    }
}
