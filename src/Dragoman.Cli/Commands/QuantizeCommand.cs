using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Shortlists;
using Dragoman.Storage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman quantize</c>: writes a model with its weights in 8 bits.</summary>
internal sealed class QuantizeCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly Option<string> _output = new("--output") { Description = "Folder of the new model.", HelpName = "DIR", Required = true };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal QuantizeCommand(Terminal terminal)
        : base("quantize", "Write a model with its weights and embeddings in 8 bits: a quarter as large, and faster. It translates, and cannot be trained.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_output);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string output = arguments.GetValue(_output)!;
        OutputFolder.ThrowUnlessFolder(output, _output);
        ModelFolder from = new(arguments.GetValue(_model)!);
        ModelFolder to = new(output);
        if (to.HoldsModelFiles)
        {
            throw new CommandException($"{to.Path} holds a model already. Name another folder, or delete it first.");
        }

        using Translator translator = Translator.Load(from.Path);
        if (translator.Model.IsQuantized)
        {
            throw new CommandException($"{from.Path} holds its weights in 8 bits already.");
        }

        if (File.Exists(from.ShortlistPath))
        {
            LexicalTableFile.Read(from.ShortlistPath, translator.Source.Vocabulary, translator.Target.Vocabulary); // Checks it before it is copied.
        }

        to.CreateInEightBits(translator.Options, translator.Source, translator.Target, translator.Model);
        if (File.Exists(from.ShortlistPath))
        {
            File.Copy(from.ShortlistPath, to.ShortlistPath, overwrite: true); // It belongs to the vocabularies, which are the same.
        }

        _terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{to.Path}: {Megabytes(to):F1} MB of weights in 8 bits, which were {Megabytes(from):F1} MB."));
        return ExitCode.Success;
    }

    private static double Megabytes(ModelFolder folder) => new FileInfo(Path.Combine(folder.Path, ModelFolder.WeightsName)).Length / 1e6;
}
