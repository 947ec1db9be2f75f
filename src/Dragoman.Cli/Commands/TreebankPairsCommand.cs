using System.CommandLine;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Training;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Parsing;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman treebank pairs</c>: makes a corpus of sentences and linearised trees.</summary>
internal sealed class TreebankPairsCommand : Command
{
    private readonly Terminal _terminal;
    private readonly OutputOption _output = new("the pairs");

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Penn trees: one per line, or over several lines of which all but the first are indented; may be gzip-compressed.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<LeafTags?> _tags = ChoiceOption.Create<LeafTags>(
        "--tags",
        "Leaves that keep their part of speech; the others are XX. Without the tags of punctuation the bracketing metric cannot leave it out. " +
        "Default: punctuation.");

    private readonly Option<bool> _functions = new("--keep-functions") { Description = "Keep function tags and indices, as in NP-SBJ-1." };
    private readonly Option<bool> _traces = new("--keep-traces") { Description = "Keep -NONE- leaves." };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes and reports.</param>
    internal TreebankPairsCommand(Terminal terminal)
        : base("pairs", "Write for each tree its words, TAB, the linearised tree: (S (NP XX )NP (VP XX )VP . )S.")
    {
        _terminal = terminal;
        Add(_files);
        Add(_tags);
        Add(_functions);
        Add(_traces);
        _output.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        bool stripsLabels = !arguments.GetValue(_functions);
        TreeCleaner cleaner = new(new TreeCleaningOptions(stripsLabels, stripsLabels, RemoveTraces: !arguments.GetValue(_traces)));
        LeafTags tags = arguments.GetValue(_tags) ?? LeafTags.Punctuation;
        (long mended, long empty, long spaced) = (0, 0, 0);
        long written = 0;
        string[] files = arguments.GetValue(_files)!;
        TextOutput output = _output.Open(arguments, _terminal, new InputFiles(_terminal).Add(files));
        output.Write(text =>
        {
            PairWriter writer = new(text, LineCorpus.FormOf(output.Name));
            foreach (PennTree tree in files.SelectMany(file => new Treebank(file).Read()))
            {
                if (cleaner.Clean(tree) is not { } clean)
                {
                    empty++;
                    continue;
                }

                spaced += TreeLinearizer.HasSpaces(clean) ? 1 : 0;
                writer.Write(new SentencePair(TreeLinearizer.Sentence(clean), TreeLinearizer.Linearize(clean, tags)));
            }

            (written, mended) = (writer.Written, writer.Mended);
        });
        PairReport.Write(_terminal, mended, blank: 0);
        if (spaced > 0)
        {
            _terminal.Error.WriteLine(
                $"note: {Counted.Of(spaced, "tree has", "trees have")} words or labels with white space inside, such as no-break spaces, which became _.");
        }

        _terminal.Error.WriteLine($"{Counted.Of(written, "tree")}{(empty == 0 ? "" : $"; {Figures.Count(empty)} of nothing but traces left out")}");
        return ExitCode.Success;
    }
}
