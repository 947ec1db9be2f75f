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
    public void Demo_Pairs_AreWrittenAndNothingIsTrained()
    {
        string[] lines = InProcess.Run("demo", "dates", "--pairs", "-").Expect(0).Lines;

        Assert.Equal(11_500, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^[^\t]+\t\d{4}-\d\d-\d\d$", line));
        Assert.Contains(
            "With --pairs nothing is trained",
            InProcess.Run("demo", "--pairs", "-", "--threads", "1").Expect(ExitCode.Usage).Error,
            StringComparison.Ordinal);
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
