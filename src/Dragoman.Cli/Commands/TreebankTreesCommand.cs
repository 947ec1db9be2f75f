using System.CommandLine;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Training;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Parsing;
using Dragoman.Text;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman treebank trees</c>: makes Penn trees of sentences and linearised trees.</summary>
internal sealed class TreebankTreesCommand : Command
{
    private readonly Terminal _terminal;
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to make trees of", required: true);
    private readonly OutputOption _output = new("the trees");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes and reports.</param>
    internal TreebankTreesCommand(Terminal terminal)
        : base(
            "trees",
            "Write a Penn tree for each sentence and linearised tree, such as a model's translation of the sentence. What is malformed is mended; " +
            "a blank sentence gives a blank line.")
    {
        _terminal = terminal;
        _corpus.AddTo(this);
        _output.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        WordTokenizer tokenizer = new();
        (long written, long mended) = (0, 0);
        _output.Open(arguments, _terminal, new InputFiles(_terminal).Add(_corpus.PathsOf(arguments))).Write(writer =>
        {
            foreach (SentencePair pair in _corpus.Open(arguments, _terminal, once: true)!.ReadLines())
            {
                if (tokenizer.Tokenize(pair.Source) is { Count: > 0 } words)
                {
                    MendedTree result = TreeDelinearizer.Delinearize(pair.Target, words);
                    writer.Write(result.Tree.ToString());
                    written++;
                    mended += result.IsMended ? 1 : 0;
                }

                writer.Write('\n');
            }
        });
        _terminal.Error.WriteLine($"{Counted.Of(written, "tree")}, {Figures.Count(mended)} of them mended");
        return ExitCode.Success;
    }
}
