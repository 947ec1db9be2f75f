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
        ThrowIfNoFolder(folder);
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
        (CorpusPart Part, OutputFile File)[] files = [.. Outputs.Select(output => (output.Part, OutputFile.At(Path.Combine(folder, output.Name))))];
        (long mended, long blank) = (0, 0);
        foreach ((CorpusPart part, OutputFile file) in files)
        {
            file.Write(stream =>
            {
                StreamWriter text = new(stream, Terminal.Utf8);
                PairWriter writer = new(text);
                foreach (SentencePair pair in corpus.ReadLines().Where(pair => split.PartOf(pair.Source) == part))
                {
                    writer.Write(pair);
                }

                text.Flush();
                mended += writer.Mended;
                blank += writer.Blank;
                _terminal.Output.WriteLine($"{file.Path}: {Counted.Of(writer.Written, "pair")}");
            });
        }

        PairReport.Write(_terminal, mended, blank);
        return ExitCode.Success;
    }

    private static void ThrowIfNoFolder(string path)
    {
        if (path is "" or TextOutput.Standard || File.Exists(path))
        {
            string problem = path is "" or TextOutput.Standard ? "There are three files to write, so" : $"{path} is a file, but";
            throw new CommandException($"{problem} --output names a folder.", ExitCode.Usage);
        }
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
