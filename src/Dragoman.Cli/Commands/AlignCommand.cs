using System.CommandLine;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Evaluation;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman align</c>: aligns the words of given pairs, and compares the alignments with gold ones.</summary>
internal sealed class AlignCommand : Command
{
    private const int ChunkSize = 1000;

    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to align", required: true);
    private readonly OutputOption _output = new("the alignments");

    private readonly Option<AlignmentFormat?> _format = ChoiceOption.Create<AlignmentFormat>(
        "--format",
        "For each target word the source word looked at most, as source-target from 0 (pharaoh), or all weights (json). Default: pharaoh.");

    private readonly Option<bool> _oneToOne = new("--one-to-one")
    {
        Description = "Of the links of a source word keep only the one with the largest weight.",
    };

    private readonly Option<string?> _gold = new("--gold")
    {
        Description =
            "Print the alignment error rate against these links instead: 0-0 sure, 0?1 possible; a line for each pair, or line number, TAB, links for some.",
        HelpName = "FILE",
    };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal AlignCommand(Terminal terminal)
        : base("align", "Align the words of sentences with those of their translations, line by line; a pair with a blank side has a blank line.")
    {
        _terminal = terminal;
        Add(_model);
        _corpus.AddTo(this);
        _output.AddTo(this);
        foreach (Option option in new Option[] { _format, _oneToOne, _gold })
        {
            Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        using Translator translator = Translator.Load(arguments.GetValue(_model)!);
        CommandException.ThrowIfNoAttention(translator, "nothing to align by");
        LineCorpus corpus = _corpus.Open(arguments)!;
        GoldTest? test = arguments.GetValue(_gold) is { } gold ? new GoldTest(gold) : null;
        string? path = _output.PathOf(arguments, [.. _corpus.Files, _gold]);
        if (path is null)
        {
            Align(arguments, translator, corpus, test, test is null ? _terminal.Output : null);
        }
        else
        {
            AtomicFile.Write(path, stream =>
            {
                using StreamWriter file = new(stream, Terminal.Utf8, leaveOpen: true);
                Align(arguments, translator, corpus, test, file);
            });
        }

        if (test is not null)
        {
            _terminal.Output.WriteLine(test.Score(corpus.Name).ToSignedString());
        }

        return ExitCode.Success;
    }

    private void Align(ParseResult arguments, Translator translator, LineCorpus corpus, GoldTest? test, TextWriter? output)
    {
        AlignmentFormat format = arguments.GetValue(_format) ?? AlignmentFormat.Pharaoh;
        bool isOneToOne = arguments.GetValue(_oneToOne);

        // Without an output only the pairs with a gold alignment matter, which may be few of many.
        IEnumerable<(long Number, SentencePair Pair)> lines = corpus.ReadLines()
            .Select((pair, index) => (Number: index + 1L, Pair: pair))
            .Where(line => output is not null || test!.Contains(line.Number));
        foreach ((long Number, SentencePair Pair)[] chunk in lines.Chunk(ChunkSize))
        {
            IReadOnlyList<Translation> alignments = translator.AlignAll([.. chunk.Select(line => line.Pair)]);
            foreach ((Translation alignment, (long number, _)) in alignments.Zip(chunk))
            {
                IReadOnlyList<AlignmentLink> links = Links(alignment, isOneToOne);
                output?.Write((format == AlignmentFormat.Json ? Json(alignment) : Pharaoh.Format(links)) + "\n");
                test?.Add(number, alignment, links);
            }
        }
    }

    private static IReadOnlyList<AlignmentLink> Links(Translation alignment, bool isOneToOne) => alignment.Attention switch
    {
        null => [],
        { } map => isOneToOne ? HardAlignment.OneToOne(map) : HardAlignment.Of(map),
    };

    private static string Json(Translation alignment) =>
        alignment.Attention is { } map ? AlignmentJson.ToJson(map, alignment.LogProbability) : "";
}
