using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

public sealed class DiverseGroupsTests
{
    private const string Name = "Gru Additive before";

    /// <summary>Another group has written 4 twice and 6 once; this one has a place and would choose 4, then 5.</summary>
    [Theory]
    [InlineData(0f, 4)]
    [InlineData(0.4f, 4)] // −1 − 0.8 against −2.
    [InlineData(0.6f, 5)] // −1 − 1.2 against −2.
    public void Advance_OtherGroupsWriteToo_LowersTheirTokens(float diversity, int expected)
    {
        Beam beam = new(new SearchOptions(Beam: 1, Diversity: diversity), sourceLength: 3, sourceWords: 3);
        ChosenTokens others = new();
        others.Add(4);
        others.Add(4);
        others.Add(6);
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Token: 4, -1, Order: 0));
        beam.Offer(new Candidate(Hypothesis: 0, Row: 0, Token: 5, -2, Order: 1));

        beam.Advance((_, _) => null, others);

        PartialHypothesis kept = Assert.Single(beam.Running).Partial;
        Assert.Equal((expected, expected == 4 ? -1.0 : -2.0), (kept.Token, kept.LogProbability)); // The score is not lowered.
        Assert.Equal(expected == 4 ? 3 : 2, others[4]);
    }

    [Fact]
    public void Search_NoDiversity_AllGroupsFindWhatOneFinds()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        IReadOnlyList<IReadOnlyList<Hypothesis>> one = TinySearches.Beam(model, new SearchOptions(Beam: 2, BestCount: 2));
        IReadOnlyList<IReadOnlyList<Hypothesis>> three = TinySearches.Beam(model, new SearchOptions(Beam: 6, BestCount: 6, Groups: 3, Diversity: 0f));
        Assert.All(one.Zip(three), pair => Assert.All(pair.First.Zip(pair.Second), same => TinySearches.AssertSame(same.First, same.Second)));
    }

    /// <summary>There are five words to begin with, so that no group needs those of another.</summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(4, 2)]
    [InlineData(2, 2)]
    public void Search_FarApart_GroupsBeginDifferently(int beam, int groups)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        SearchOptions options = new(Beam: beam, BestCount: beam, Groups: groups, Diversity: 100f, MinimumLength: 1, LengthPenalty: 0f);
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = TinySearches.Beam(model, options);
        IReadOnlyList<IReadOnlyList<Hypothesis>> first = TinySearches.Beam(model, options.OfGroup);
        for (int sentence = 0; sentence < found.Count; sentence++)
        {
            Assert.True(found[sentence].Select(hypothesis => hypothesis.Tokens[0]).Distinct().Count() >= groups);
            Assert.Contains(found[sentence], hypothesis => hypothesis.Tokens.SequenceEqual(first[sentence][0].Tokens)); // Nothing keeps the first group from it.
            Assert.Equal(found[sentence].OrderByDescending(hypothesis => hypothesis.Score), found[sentence]);
            Assert.Equal(found[sentence].Count, found[sentence].Select(hypothesis => string.Join(' ', hypothesis.Tokens)).Distinct().Count());
        }
    }

    [Fact]
    public void Search_Groups_HaveTheModelsProbabilities()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 10);
        SearchOptions options = new(Beam: 4, BestCount: 4, Groups: 2, Diversity: 2f, MaximumLength: 3);
        IReadOnlyList<Hypothesis> found = TinySearches.Beam(model, options)[0];
        List<ExhaustiveResult> all = Exhaustive.All(model, TinySearches.Pairs[0].Source, Models.TinyModels.TargetVocabulary, length: 3);
        Assert.All(found, hypothesis =>
        {
            bool ended = hypothesis.TokenLogProbabilities.Count > hypothesis.Tokens.Count;
            ExhaustiveResult same = all.Single(one => one.Tokens.SequenceEqual(ended ? hypothesis.Tokens.Append(Vocabulary.EosId) : hypothesis.Tokens));
            Assert.Equal(same.LogProbability, hypothesis.LogProbability, 1e-4);
            Assert.Equal(options.Score(same.LogProbability, same.Tokens.Length), hypothesis.Score, 1e-4);
        });
    }
}
