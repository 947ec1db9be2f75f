using System.CommandLine;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman treebank</c>: trees to pairs for training a parser, and its output to trees.</summary>
internal sealed class TreebankCommand : Command
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal TreebankCommand(Terminal terminal)
        : base("treebank", "Parsing as sequence to sequence: turn trees into pairs to train on, and what the model says back into trees.")
    {
        Add(new TreebankPairsCommand(terminal));
        Add(new TreebankTreesCommand(terminal));
    }
}
