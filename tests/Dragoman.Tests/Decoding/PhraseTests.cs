using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Decoding;

/// <summary>Phrases that translations must hold, and must not.</summary>
public sealed class PhraseTests
{
    private const string Name = "Gru Additive before";
    private const int Length = 4;

    /// <summary>Phrases that must be there, and that must not; their tokens are digits.</summary>
    public static TheoryData<string, string> Phrases => new()
    {
        { "", "4" },
        { "", "45 6" },
        { "", "44 7 65" },
        { "5", "" },
        { "54", "" },
        { "556", "" }, // Begins with its own beginning.
        { "4 7", "" },
        { "5456", "" }, // As long as the translation may be.
        { "6 7", "67 4" },
        { "47 5", "75 54" },
        { "4 5 6", "45 56 64 65" }, // In one order only, or with something between.
    };

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Search_BeamAsWideAsEverything_FindsTheBestThatHoldsThem(string must, string not)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 10);
        SearchOptions options = new(Beam: 2000, BestCount: 4, MaximumLength: Length);
        List<EncodedPair> pairs = TinySearches.Pairs[..2];
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = Search(new BeamSearch(options), model, pairs, Constraint(must, not));
        for (int sentence = 0; sentence < pairs.Count; sentence++)
        {
            ExhaustiveResult[] all =
            [
                .. Exhaustive.All(model, pairs[sentence].Source, TinyModels.TargetVocabulary, Length)
                    .Where(one => Fits(one.Words, must, not))
                    .OrderByDescending(one => options.Score(one.LogProbability, one.Tokens.Length)),
            ];
            for (int rank = 0; rank < Math.Min(all.Length, options.BestCount); rank++)
            {
                Assert.Equal(all[rank].Words, found[sentence][rank].Tokens);
                Assert.Equal(all[rank].LogProbability, found[sentence][rank].LogProbability, 1e-4);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Search_NarrowBeam_FindsNothingThatDoesNotHoldThem(string must, string not)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        foreach (int beam in new[] { 2, 3, 5, 12 })
        {
            foreach (int length in new[] { 0, Length, 7 })
            {
                SearchOptions options = new(Beam: beam, BestCount: beam, MaximumLength: length);
                Assert.All(
                    Search(new BeamSearch(options), model, TinySearches.Pairs, Constraint(must, not)),
                    best => Assert.All(best, one => Assert.True(Fits(one.Tokens, must, not), string.Join(' ', one.Tokens))));
            }
        }
    }

    [Fact]
    public void Search_PhrasesThatMayOverlap_AreThere()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        SearchOptions options = new(Beam: 8, BestCount: 4, MaximumLength: 5);
        Assert.All(
            Search(new BeamSearch(options), model, TinySearches.Pairs, Constraint("45 56", "")),
            best => Assert.All(best, one => Assert.True(Fits(one.Tokens, "45 56", ""), string.Join(' ', one.Tokens))));
    }

    [Fact]
    public void Search_OtherPhrasesForEachSentence_EqualsEachAlone()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        BeamSearch search = new(new SearchOptions(Beam: 4, BestCount: 2));
        PhraseConstraint?[] phrases = [Constraint("54", ""), null, Constraint("", "4 5"), Constraint("7 6", "5"), null, Constraint("44", "")];
        SourceBatch source = TinyModels.Sources(TinySearches.Pairs);
        IReadOnlyList<IReadOnlyList<Hypothesis>> together = search.Search([model], new Tape(), source, new SearchGuide([]) { Phrases = phrases }, Cancellation);
        for (int sentence = 0; sentence < phrases.Length; sentence++)
        {
            IReadOnlyList<Hypothesis> alone = Search(search, model, TinySearches.Pairs[sentence..(sentence + 1)], phrases[sentence])[0];
            Assert.All(alone.Zip(together[sentence]), pair => TinySearches.AssertSame(pair.First, pair.Second));
        }
    }

    [Theory]
    [InlineData("4")]
    [InlineData("45 67 5")]
    public void Search_ForbiddenPhrasesAndABeamOfOne_EqualsGreedy(string not)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        IReadOnlyList<IReadOnlyList<Hypothesis>> greedy = Search(new GreedySearch(SearchOptions.Greedy), model, TinySearches.Pairs, Constraint("", not));
        IReadOnlyList<IReadOnlyList<Hypothesis>> beam = Search(new BeamSearch(SearchOptions.Greedy), model, TinySearches.Pairs, Constraint("", not));
        Assert.All(greedy.Zip(beam), pair => TinySearches.AssertSame(Assert.Single(pair.First), Assert.Single(pair.Second)));
        Assert.All(greedy, best => Assert.True(Fits(best[0].Tokens, "", not)));
    }

    [Fact]
    public void Search_PhraseThatNeverComes_ChangesNoBit()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        BeamSearch search = new(new SearchOptions(Beam: 4, BestCount: 4));
        IReadOnlyList<IReadOnlyList<Hypothesis>> without = Search(search, model, TinySearches.Pairs, null);
        IReadOnlyList<IReadOnlyList<Hypothesis>> with = Search(search, model, TinySearches.Pairs, Constraint("", "45454545454545"));
        Assert.Equal(
            without.SelectMany(best => best.SelectMany(one => one.TokenLogProbabilities)), with.SelectMany(best => best.SelectMany(one => one.TokenLogProbabilities)));
    }

    [Theory]
    [InlineData("aabaaa", "aabaabaaa", 6)]
    [InlineData("ab", "aab", 2)]
    [InlineData("aab", "aaab", 3)]
    [InlineData("aba", "ababa", 3)]
    [InlineData("ab", "aba", 1)]
    public void Advance_OneTokenAfterTheOther_CountsTheLongestBeginning(string phrase, string text, int expected)
    {
        PhraseConstraint constraint = new([], [[.. phrase.Select(token => (int)token)]]);

        Assert.Equal(expected, text.Aggregate(0, (written, token) => constraint.Advance(0, written, token)));
    }

    [Theory]
    [InlineData("", 4, "124567")] // There is room for another token and the phrases.
    [InlineData("4", 4, "456")]
    [InlineData("5", 4, "46")] // Just enough room for 45 and 6.
    [InlineData("45", 4, "124567")]
    [InlineData("457", 4, "6")]
    [InlineData("456", 4, "1234567")] // All are there: it may end.
    [InlineData("", 3, "46")]
    [InlineData("4", 3, "5")]
    public void Forbid_PhrasesMissing_LeavesWhatHasRoom(string written, int room, string expected)
    {
        PhraseState state = written.Aggregate(Constraint("45 6", "")!.Begin(room), (before, token) => before.After(token - '0'));
        float[] logits = [float.NegativeInfinity, 1, 2, 3, 4, 5, 6, 7];

        state.Forbid(logits);

        Assert.Equal(expected, string.Concat(logits.Index().Where(logit => !float.IsNegativeInfinity(logit.Item)).Select(logit => logit.Index)));
    }

    [Fact]
    public void Forbid_OnlyForbiddenTokensHaveRoom_RequiredOnesCountMore()
    {
        float[] logits = new float[8];
        Constraint("4 5", "45 54")!.Begin(maximumLength: 2).After(4).Forbid(logits);

        Assert.Equal([5], logits.Index().Where(logit => logit.Item == 0).Select(logit => logit.Index));
    }

    [Fact]
    public void Arrange_ThreeBanks_SharesThePlaces()
    {
        // Token 10 times the bank; the best come first, as without a constraint they would fill the beam.
        List<Candidate> candidates = Candidates(4, 5, 6, 7, 14, 24, 15, 25, 26);

        PhraseBanks.Arrange(candidates, candidate => candidate.Token / 10, beam: 5);

        Assert.Equal([4, 14, 24, 15, 25], candidates.Take(5).Select(candidate => candidate.Token));
        Assert.Equal(9, candidates.Count);
    }

    [Fact]
    public void Arrange_BankWithTooFew_LeavesItsPlacesToTheOthers()
    {
        List<Candidate> candidates = Candidates(4, 5, 6, 7, 24);

        PhraseBanks.Arrange(candidates, candidate => candidate.Token / 10, beam: 4);

        Assert.Equal([4, 5, 6, 24], candidates.Take(4).Select(candidate => candidate.Token));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IReadOnlyList<IReadOnlyList<Hypothesis>> Search(ISearch search, Seq2SeqModel model, List<EncodedPair> pairs, PhraseConstraint? phrases) => search.Search(
        [model], new Tape(), TinyModels.Sources(pairs), new SearchGuide([]) { Phrases = [.. pairs.Select(_ => phrases)] }, Cancellation);

    /// <summary>Continuations with these tokens, the best first.</summary>
    private static List<Candidate> Candidates(params int[] tokens) => [.. tokens.Select((token, i) => new Candidate(0, 0, token, -i, i))];

    private static PhraseConstraint? Constraint(string must, string not) => new(Read(must), Read(not));

    private static int[][] Read(string phrases) =>
        [.. phrases.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(phrase => phrase.Select(token => token - '0').ToArray())];

    private static bool Fits(IReadOnlyList<int> tokens, string must, string not)
    {
        int[] written = [.. tokens];
        return Read(must).All(phrase => written.AsSpan().IndexOf(phrase) >= 0) && !Read(not).Any(phrase => written.AsSpan().IndexOf(phrase) >= 0);
    }
}
