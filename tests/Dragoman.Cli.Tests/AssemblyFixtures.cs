[assembly: AssemblyFixture(typeof(Dragoman.Cli.Tests.TrainedModel))]
