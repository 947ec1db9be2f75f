using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

public sealed class SearchOptionsTests
{
    public static TheoryData<SearchOptions, string> Wrong => new()
    {
        { new(Beam: 101), "decoding.beam is 101; it must be 1 to 100." },
        { new(CoveragePenalty: -1f), "decoding.coveragePenalty is -1; it must be 0 (off) to 10." },
        { new(Temperature: float.NaN), "decoding.temperature is NaN; it must be 0 (off) to 100." },
        { new(TopK: -1), "decoding.topK is -1; it must be 0 (all tokens) or above." },
        { new(MaximumLength: 100_001), "decoding.maximumLength is 100001; it must be 0 (twice the source length plus 10) to 100000." },
        { new(MinimumLength: 6, MaximumLength: 5), "decoding.minimumLength is 6; it must be 0 to decoding.maximumLength, which is 5." },
        { new(MinimumLength: 10_001), "decoding.minimumLength is 10001; it must be 0 to 10000." },
        { new(MaximumLengthRatio: float.PositiveInfinity), "decoding.maximumLengthRatio is Infinity; it must be 0 (off) to 100." },
        { new(MinimumLengthRatio: -1f), "decoding.minimumLengthRatio is -1; it must be 0 (off) to 100." },
        { new(MinimumLengthRatio: 2f, MaximumLengthRatio: 1.5f), "decoding.minimumLengthRatio is 2; it must be 0 (off) to decoding.maximumLengthRatio, which is 1.5." },
        { new(Constraint: (TargetConstraint)7), "decoding.constraint is 7; choose one of: None, Trees." },
        { new(LengthNormalization: (LengthNormalization)3), "decoding.lengthNormalization is 3; choose one of: Wu, Length, Reward." },
        { new(TopP: 0f), "decoding.topP is 0; it must be above 0, and at most 1 (all tokens)." },
        { new(TopP: float.NaN), "decoding.topP is NaN; it must be above 0, and at most 1 (all tokens)." },
        { new(Beam: 6, Groups: 4), "decoding.groups is 4; it must be 1 to decoding.beam, which is 6, and divide it." },
        { new(Groups: 0), "decoding.groups is 0; it must be 1 to decoding.beam, which is 5, and divide it." },
        { new(Diversity: -1f), "decoding.diversity is -1; it must be 0 to 100." },
        { new(NoRepeatNgram: -1), "decoding.noRepeatNgram is -1; it must be 0 (off) to 100." },
        { new(RepetitionPenalty: 0.9f), "decoding.repetitionPenalty is 0.9; it must be 1 (off) to 100." },
        { new(Beam: 2, BestCount: 3), "decoding.bestCount is 3; it must be 1 to decoding.beam, which is 2." },
        { new(Temperature: 1f, BestCount: 101), "decoding.bestCount is 101; it must be 1 to 100." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_OutOfRange_NamesOptionAndRange(SearchOptions options, string problem) =>
        Assert.Equal([problem], options.Validate("decoding"));

    [Fact]
    public void Idle_MinimumLengthOfATree_IsNamed()
    {
        Assert.Contains("decoding.minimumLength", new SearchOptions(Constraint: TargetConstraint.Trees).Idle("decoding").Select(idle => idle.Path));
        Assert.DoesNotContain("decoding.minimumLength", new SearchOptions().Idle("decoding").Select(idle => idle.Path));
    }

    [Fact]
    public void Validate_MoreSamplesThanTheBeam_IsFine() => Assert.Empty(new SearchOptions(Beam: 1, Temperature: 1f, BestCount: 10).Validate("decoding"));

    [Theory]
    [InlineData(0, 0, 0, 0, 0, 32)] // Twice 11 plus 10.
    [InlineData(7, 5, 0, 0, 5, 7)]
    [InlineData(0, 50, 0, 0, 50, 50)] // No maximum was asked for.
    [InlineData(0, 0, 1.1, 0.75, 8, 11)]
    [InlineData(0, 0, 0.01, 0, 0, 1)]
    [InlineData(7, 5, 1.1, 0.2, 5, 7)]
    [InlineData(20, 1, 1.1, 0.2, 2, 11)]
    [InlineData(0, 0, 0, 9, 90, 90)]
    [InlineData(5, 0, 0, 1, 5, 5)] // They contradict each other for this sentence: the maximum counts.
    public void Lengths_TenWordsAndTheEndToken_HoldBothKindsOfRules(
        int maximum, int minimum, float maximumRatio, float minimumRatio, int expectedMinimum, int expectedMaximum)
    {
        SearchOptions options = new(MaximumLength: maximum, MinimumLength: minimum, MaximumLengthRatio: maximumRatio, MinimumLengthRatio: minimumRatio);

        Assert.Empty(options.Validate("decoding"));
        Assert.Equal((expectedMinimum, expectedMaximum), options.Lengths(sourceLength: 11, sourceWords: 10));
    }

    [Theory]
    [InlineData(1, 0f)]
    [InlineData(4, 0f)]
    [InlineData(1, 2f)]
    public void Search_LengthRatios_HoldForEachSentence(int beam, float temperature)
    {
        Seq2SeqModel model = TinySearches.Trained("Gru Additive before", updates: 20);
        SearchOptions options = new(Beam: beam, BestCount: beam, Temperature: temperature, MaximumLengthRatio: 2f, MinimumLengthRatio: 1.5f);

        IReadOnlyList<IReadOnlyList<Hypothesis>> found = TinySearches.Search(options.CreateSearch(), model, new(), TinySearches.Pairs);

        Assert.All(found.Zip(TinySearches.Pairs), sentence =>
        {
            int words = sentence.Second.Source.Length - (sentence.Second.Source[^1] == Vocabulary.EosId ? 1 : 0);
            Assert.All(sentence.First, hypothesis => Assert.InRange(hypothesis.Tokens.Count, Math.Ceiling(1.5 * words), Math.Max(2 * words, 1)));
        });
    }

    [Theory]
    [InlineData(LengthNormalization.Wu, 1f, -2)]
    [InlineData(LengthNormalization.Length, 0.5f, -1.5)]
    [InlineData(LengthNormalization.Reward, 0.5f, -1)]
    public void Score_FourTokens_IsTheFormOfItsName(LengthNormalization normalization, float penalty, double expected)
    {
        double score = new SearchOptions(LengthPenalty: penalty, LengthNormalization: normalization).Score(-3, length: 4);

        Assert.Equal(expected, score, 1e-12);
        Assert.Equal(-3, new SearchOptions(LengthPenalty: 0f, LengthNormalization: normalization).Score(-3, length: 4));
    }

    [Fact]
    public void Coverage_KnownWeights_IsEquation14WithoutTheEndToken()
    {
        // Two steps over two words and the end token: sums 0.9, 0.5 and 0.6.
        float[][] weights = [[0.7f, 0.1f, 0.2f], [0.2f, 0.4f, 0.4f]];

        Assert.Equal(0.3 * (Math.Log(0.9) + Math.Log(0.5)), new SearchOptions(CoveragePenalty: 0.3f).Coverage(weights, sourceWords: 2), 1e-6);
        Assert.Equal(0, new SearchOptions().Coverage(weights, sourceWords: 2));
        Assert.Equal(0, new SearchOptions(CoveragePenalty: 1f).Coverage([], sourceWords: 2));
    }

    [Fact]
    public void Coverage_AttendedMoreThanOnce_CountsAsOnce() =>
        Assert.Equal(0, new SearchOptions(CoveragePenalty: 1f).Coverage([[1f, 0f], [0.9f, 0.1f]], sourceWords: 1));

    [Fact]
    public void Search_CoveragePenalty_OrdersHypothesesByIt()
    {
        Seq2SeqModel model = TinySearches.Trained("Gru Additive before", updates: 20);
        SearchOptions options = new(Beam: 8, BestCount: 8, CoveragePenalty: 2f);

        foreach (IReadOnlyList<Hypothesis> found in TinySearches.Beam(model, options))
        {
            Assert.All(found, hypothesis => Assert.Equal(
                options.Score(hypothesis.LogProbability, hypothesis.Weights.Count) + options.Coverage(hypothesis.Weights, hypothesis.Weights[0].Length - 1), hypothesis.Score, 1e-9));
            Assert.Equal(found.OrderByDescending(hypothesis => hypothesis.Score), found);
        }
    }
}
