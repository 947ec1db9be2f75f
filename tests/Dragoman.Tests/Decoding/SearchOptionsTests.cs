using Dragoman.Decoding;
using Dragoman.Models;

namespace Dragoman.Tests.Decoding;

public sealed class SearchOptionsTests
{
    public static TheoryData<SearchOptions, string> Wrong => new()
    {
        { new(Beam: 101), "decoding.beam is 101; it must be 1 to 100." },
        { new(CoveragePenalty: -1f), "decoding.coveragePenalty is -1; it must be 0 (off) to 10." },
        { new(Temperature: float.NaN), "decoding.temperature is NaN; it must be 0 (off) to 100." },
        { new(TopK: -1), "decoding.topK is -1; it must be 0 (all tokens) or above." },
        { new(Beam: 2, BestCount: 3), "decoding.bestCount is 3; it must be 1 to decoding.beam, which is 2." },
        { new(Temperature: 1f, BestCount: 101), "decoding.bestCount is 101; it must be 1 to 100." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_OutOfRange_NamesOptionAndRange(SearchOptions options, string problem) =>
        Assert.Equal([problem], options.Validate("decoding"));

    [Fact]
    public void Validate_MoreSamplesThanTheBeam_IsFine() => Assert.Empty(new SearchOptions(Beam: 1, Temperature: 1f, BestCount: 10).Validate("decoding"));

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
