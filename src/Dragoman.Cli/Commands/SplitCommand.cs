using System.CommandLine;
using Dragoman.Cli.Arguments;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman split</c>: divides a corpus into training, validation and test files by distinct source sentence.</summary>
internal sealed class SplitCommand : Command
{
    private const int DefaultCount = 1000;

    private static readonly (CorpusPart Part, string Name)[] Outputs =
        [(CorpusPart.Train, "train.tsv"), (CorpusPart.Validation, "valid.tsv"), (CorpusPart.Test, "test.tsv")];

    private readonly Terminal _terminal;
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to divide", required: true);

    private readonly Option<string> _output = new("--output")
    {
        Description = "Folder for train.tsv, valid.tsv and test.tsv.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<int?> _validation = NumberOption.Whole("--valid", 0, $"Distinct source sentences for validation. Default: {DefaultCount}.");
    private readonly Option<int?> _test = NumberOption.Whole("--test", 0, $"Distinct source sentences for the test. Default: {DefaultCount}.");
    private readonly Option<long?> _seed = NumberOption.Seed("--seed", "Another seed gives another division. Default: 1.");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal SplitCommand(Terminal terminal)
        : base(
            "split",
            "Divide a corpus for training, validation and test. All translations of one source sentence stay together, and sentences that differ " +
            "only in case, spaces and the spacing of punctuation count as one.")
    {
        _terminal = terminal;
        _corpus.AddTo(this);
        foreach (Option option in new Option[] { _output, _validation, _test, _seed })
        {
            Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string folder = arguments.GetValue(_output)!;
        OutputFolder.ThrowUnlessFolder(folder, _output);
        InputFiles inputs = new InputFiles(_terminal).Add(_corpus.PathsOf(arguments));
        inputs.ThrowIfStandardOutput();
        foreach ((_, string name) in Outputs)
        {
            inputs.ThrowIfOverwritten(Path.Combine(folder, name));
        }

        ThrowIfSame(folder);

        LineCorpus corpus = _corpus.Open(arguments, terminal: null)!;
        CorpusSplit split = CorpusSplit.WithCounts(
            corpus,
            arguments.GetValue(_validation) ?? DefaultCount,
            arguments.GetValue(_test) ?? DefaultCount,
            (ulong)(arguments.GetValue(_seed) ?? 1),
            new TextNormalizer(TextOptions.D2l));
        FolderAccess.Make(folder);
        using WriterClaim claim = WriterClaim.Take(folder, folder);
        OutputFile[] files = [.. Outputs.Select(output => OutputFile.In(folder, output.Name))];
        PairWriter[] writers = [];
        OutputFile.WriteTogether(files, streams => writers = Write(corpus, split, streams));
        foreach ((OutputFile file, PairWriter writer) in files.Zip(writers))
        {
            _terminal.Output.WriteLine($"{file.Path}: {Counted.Of(writer.Written, "pair")}");
        }

        PairReport.Write(_terminal, writers.Sum(writer => writer.Mended), writers.Sum(writer => writer.Blank));
        return ExitCode.Success;
    }

    /// <summary>Writes each part to the stream of its output; the writers say how many pairs there were.</summary>
    private static PairWriter[] Write(LineCorpus corpus, CorpusSplit split, IReadOnlyList<Stream> streams)
    {
        StreamWriter[] texts = [.. streams.Select(stream => new StreamWriter(stream, Terminal.Utf8))];
        PairWriter[] writers = [.. texts.Select(text => new PairWriter(text))];
        foreach (SentencePair pair in corpus.ReadLines())
        {
            CorpusPart part = split.PartOf(pair.Source);
            writers[Array.FindIndex(Outputs, output => output.Part == part)].Write(pair);
        }

        Array.ForEach(texts, text => text.Flush());
        return writers;
    }

    private static void ThrowIfSame(string folder)
    {
        (string Name, FileIdentity Identity)[] files = [.. Outputs.Select(output => (output.Name, FileIdentity.Of(Path.Combine(folder, output.Name))))];
        for (int i = 1; i < files.Length; i++)
        {
            if (Array.Find(files[..i], file => file.Identity.IsSameAs(files[i].Identity)).Name is { } same)
            {
                throw new CommandException(
                    $"{same} and {files[i].Name} in {folder} are links to one file, so one would overwrite the other. Remove a link, or name another folder.",
                    ExitCode.Usage);
            }
        }
    }
}
