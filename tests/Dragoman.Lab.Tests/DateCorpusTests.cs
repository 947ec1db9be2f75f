using Dragoman.Data;
using Dragoman.Lab.Dates;

namespace Dragoman.Lab.Tests;

public sealed class DateCorpusTests
{
    [Fact]
    public void Styles_ExampleDay_AreWrittenAsTheySay()
    {
        DateOnly day = new(2024, 3, 3);

        Assert.All(DateStyle.All.Append(DateStyle.Iso), style => Assert.Equal(style.Example, style.Write(day)));
    }

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(22, "22nd")]
    [InlineData(31, "31st")]
    public void Styles_Ordinals_AreEnglish(int day, string ordinal) =>
        Assert.Contains(DateStyle.All, style => style.Write(new DateOnly(2024, 1, day)) == $"the {ordinal} of January 2024");

    [Fact]
    public void Generate_AnyCount_IsOfDistinctDaysAndTheBeginningOfMore()
    {
        IReadOnlyList<SentencePair> few = DateCorpus.Generate(100, seed: 3);
        IReadOnlyList<SentencePair> all = DateCorpus.Generate(DateCorpus.MaximumCount, seed: 3);

        Assert.Equal(few, all.Take(100));
        Assert.Equal(DateCorpus.MaximumCount, all.Select(pair => pair.Target).Distinct().Count());
        Assert.All(few, pair => Assert.Contains(DateStyle.All, style => style.Write(DateOnly.ParseExact(pair.Target, "yyyy-MM-dd")) == pair.Source));
        Assert.NotEqual(few, DateCorpus.Generate(100, seed: 4));
    }
}
