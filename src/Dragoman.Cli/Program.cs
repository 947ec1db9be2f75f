using Dragoman.Cli;

return CommandLine.Run(args, Terminal.Open());
