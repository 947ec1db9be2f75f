using Dragoman.Cli.Commands;
using Dragoman.Lab.Demo;

namespace Dragoman.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    [Fact]
    public void Suggestion_EveryWord_IsOneThatTheModelLearns()
    {
        HashSet<string> learnt = [.. DemoCorpus.Generate(5_000, seed: 1).SelectMany(pair => pair.English.Split(' '))];

        Assert.Empty(DemoCommand.Suggestion.Split(' ').Except(learnt));
    }
}
