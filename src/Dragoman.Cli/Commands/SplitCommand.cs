using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Data;
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
        InputFiles inputs = new InputFiles(_terminal).Add(_corpus.PathsOf(arguments));
        foreach ((_, string name) in Outputs)
        {
            inputs.ThrowIfOverwritten(Path.Combine(folder, name));
        }

        LineCorpus corpus = _corpus.Open(arguments)!;
        CorpusSplit split = CorpusSplit.WithCounts(
            corpus,
            arguments.GetValue(_validation) ?? DefaultCount,
            arguments.GetValue(_test) ?? DefaultCount,
            (ulong)(arguments.GetValue(_seed) ?? 1),
            new TextNormalizer(TextOptions.D2l));
        Directory.CreateDirectory(folder);
        foreach ((CorpusPart part, string name) in Outputs)
        {
            string path = Path.Combine(folder, name);
            long count = 0;
            OutputFile.At(path).Write(stream =>
            {
                using StreamWriter writer = new(stream, Terminal.Utf8, leaveOpen: true) { NewLine = "\n" };
                foreach (SentencePair pair in split.Select(corpus, part).Read())
                {
                    writer.WriteLine($"{pair.Source}\t{pair.Target}");
                    count++;
                }
            });
            _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {count:N0} pairs"));
        }

        return ExitCode.Success;
    }
}
