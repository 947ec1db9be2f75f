using System.CommandLine;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Data;
using Dragoman.Lab.Evaluation;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman align</c>: aligns the words of given pairs, and compares the alignments with gold ones.</summary>
internal sealed class AlignCommand : Command
{
    private const int ChunkSize = 1000;

    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to align", required: true);
    private readonly OutputOption _output = new("the alignments");
    private readonly SentenceLimitOption _limit = new();

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
            "Print the alignment error rate against these links instead of the alignments: 0-0 sure, 0?1 possible; a line for each pair, or line number, TAB, links for some.",
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

        _limit.AddTo(this);
        Validators.Add(result =>
        {
            if (result.ValidValue(_format) == AlignmentFormat.Json && result.GetValue(_oneToOne))
            {
                result.AddError($"{_oneToOne.Name} would have no effect: JSON holds all weights.");
            }
            else if (result.GetResult(_gold) is not null && result.GetResult(_format) is not null && !_output.IsIn(result))
            {
                result.AddError($"{_format.Name} would have no effect: with {_gold.Name} the alignments are written only if {_output.Name} names a file.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        string model = arguments.GetValue(_model)!;
        string? gold = arguments.GetValue(_gold);
        InputFiles inputs = new InputFiles(_terminal).Add(_corpus.PathsOf(arguments)).Add(gold).AddModel(model);
        TextOutput output = _output.Open(arguments, _terminal, inputs);
        using Translator translator = Translator.Load(model);
        CommandException.ThrowIfNoAttention(translator, "nothing to align by");
        _limit.Apply(arguments, translator);
        LineCorpus corpus = _corpus.Open(arguments, _terminal)!;
        AlignmentTestSet? test = gold is null ? null : AlignmentTestSet.Read(corpus, gold);
        test?.ThrowIfUnfit(translator.Options.Data);
        if (test is null || _output.IsIn(arguments.CommandResult))
        {
            output.Write(writer => Align(arguments, translator, corpus, writer));
        }

        if (test is not null)
        {
            ReadingNotes notes = new(_terminal, translator);
            _terminal.Output.WriteLine(test.Score(
                translator, arguments.GetValue(_oneToOne), alignment => notes.Add(alignment, isGiven: true)).ToSignedString());
            if (!_output.IsIn(arguments.CommandResult))
            {
                notes.Report(); // Otherwise it is said already.
            }
        }

        return ExitCode.Success;
    }

    private void Align(ParseResult arguments, Translator translator, LineCorpus corpus, TextWriter output)
    {
        AlignmentFormat format = arguments.GetValue(_format) ?? AlignmentFormat.Pharaoh;
        bool isOneToOne = arguments.GetValue(_oneToOne);
        ReadingNotes notes = new(_terminal, translator);
        foreach (Translation alignment in corpus.ReadLines().Chunk(ChunkSize).SelectMany(chunk => translator.AlignBatch(chunk)))
        {
            notes.Add(alignment, isGiven: true);
            output.Write((format == AlignmentFormat.Json ? AlignmentJson.ToJson(alignment) : Pharaoh.Format(HardAlignment.Links(alignment.Attention, isOneToOne))) + "\n");
        }

        output.Flush();
        notes.Report();
    }
}
