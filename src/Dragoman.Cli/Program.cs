using Dragoman.Cli;

return WiderBuild.TryRun(args) ?? CommandLine.Run(args, Terminal.Open());
