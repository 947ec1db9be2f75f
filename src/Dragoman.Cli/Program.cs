using System.CommandLine;
using Dragoman.Cli;

RootCommand root = new("Sequence-to-sequence learning with attention.")
{
    BenchmarkCommand.Create(),
};

return root.Parse(args).Invoke();
