using Dragoman.Cli.Demos;
using Dragoman.Data;
using Dragoman.Lab.Demo;

namespace Dragoman.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    [Fact]
    public void Suggestion_EveryWord_IsOneThatTheModelLearns()
    {
        HashSet<string> learnt = [.. DemoCorpus.Generate(5_000, seed: 1).SelectMany(pair => pair.English.Split(' '))];

        Assert.Empty(FrenchDemo.Task.Suggestion.Split(' ').Except(learnt));
    }

    [Fact]
    public void Dates_Demonstration_SharesNoDayBetweenItsParts()
    {
        (IReadOnlyList<SentencePair> training, IReadOnlyList<SentencePair> validation, IReadOnlyList<SentencePair> test) = DatesDemo.Task.Draw();

        string[] days = [.. training.Concat(validation).Concat(test).Select(pair => pair.Target)];
        Assert.Equal(11_500, days.Distinct().Count());
        HashSet<char> learnt = [.. training.SelectMany(pair => pair.Source)];
        Assert.Empty(DatesDemo.Task.Suggestion.Except(learnt));
        Assert.Equal(8, DatesDemo.Task.Showcase.Count);
    }
}
