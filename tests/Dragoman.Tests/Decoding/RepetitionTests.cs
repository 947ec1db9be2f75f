using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

public sealed class RepetitionTests
{
    private const string Name = "Gru Additive before";
    private const int Length = 4;

    [Theory]
    [InlineData(1, "4 5 4", new[] { 4, 5 })]
    [InlineData(2, "4 5 4", new[] { 5 })]
    [InlineData(2, "4 4", new[] { 4 })]
    [InlineData(2, "4 5", new int[0])]
    [InlineData(3, "4 5 6 7 4 5", new[] { 6 })]
    [InlineData(3, "4 4 4", new[] { 4 })]
    [InlineData(4, "4 4 4", new int[0])]
    [InlineData(2, "4 5 4 6 4", new[] { 5, 6 })]
    public void Forbid_Ngrams_AreThoseThatTheNextTokenWouldRepeat(int ngram, string written, int[] expected)
    {
        float[] logits = new float[8];

        new RepetitionRules(ngram, penalty: 1f).Forbid(logits, Written(written));

        Assert.Equal(expected, logits.Index().Where(token => float.IsNegativeInfinity(token.Item)).Select(token => token.Index));
    }

    [Fact]
    public void Forbid_NothingElseMayBeWritten_Yields()
    {
        float[] logits = [float.NegativeInfinity, float.NegativeInfinity, 1f, 2f];
        RepetitionRules rules = new(ngram: 1, penalty: 1f);

        rules.Forbid(logits, Written("2 3"));
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity, 1f, 2f], logits);

        rules.Forbid(logits, Written("2"));
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, 2f], logits);
    }

    [Fact]
    public void Lower_TokensWrittenOnceOrTwice_AreDividedOrMultipliedOnce()
    {
        float[] logits = [1f, -1f, 3f, -3f, 0f];
        RepetitionRules rules = new(ngram: 0, penalty: 2f);

        rules.Lower(row: 1, logits, Written("2 3 2 4"));

        Assert.Equal([1f, -1f, 1.5f, -6f, 0f], logits);
        Assert.Equal([1f, -1f, 3f, -3f, 0f], logits.Index().Select(logit => rules.OfModel(row: 1, logit.Index, logit.Item)));
        Assert.Equal(1.5f, rules.OfModel(row: 0, token: 2, logits[2]));
        rules.BeginStep();
        Assert.Equal(1.5f, rules.OfModel(row: 1, token: 2, logits[2]));
    }

    public static TheoryData<int, float> Rules => new()
    {
        { 0, 1f },
        { 1, 1f },
        { 2, 1f },
        { 0, 1.5f },
        { 0, 10f },
        { 2, 3f },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Search_BeamAsWideAsEverything_FindsTheBestUnderTheRule(int ngram, float penalty)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 10);
        SearchOptions options = new(Beam: 1000, BestCount: 8, MaximumLength: Length, NoRepeatNgram: ngram, RepetitionPenalty: penalty);
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = TinySearches.Search(new BeamSearch(options), model, new Tape(), TinySearches.Pairs[..2]);
        for (int sentence = 0; sentence < found.Count; sentence++)
        {
            ExhaustiveResult[] all =
            [
                .. Exhaustive.All(model, TinySearches.Pairs[sentence].Source, TinyModels.TargetVocabulary, Length, Rule)
                    .OrderByDescending(one => options.Score(one.Preference, one.Tokens.Length)),
            ];
            for (int rank = 0; rank < options.BestCount; rank++)
            {
                Assert.Equal(all[rank].Words, found[sentence][rank].Tokens);
                Assert.Equal(all[rank].LogProbability, found[sentence][rank].LogProbability, 1e-4);
                Assert.Equal(options.Score(all[rank].Preference, all[rank].Tokens.Length), found[sentence][rank].Score, 1e-4);
            }
        }

        void Rule(IReadOnlyList<int> written, double[] logits)
        {
            for (int token = 0; token < logits.Length; token++)
            {
                if (written.Contains(token))
                {
                    logits[token] *= logits[token] > 0 ? 1 / penalty : penalty;
                }

                if (ngram > 0 && Ngrams([.. written, token], ngram) is var ngrams && ngrams.Take(ngrams.Length - 1).Contains(ngrams.LastOrDefault("")))
                {
                    logits[token] = double.NegativeInfinity;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Search_BeamOfOne_EqualsGreedy(int ngram, float penalty)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        SearchOptions options = SearchOptions.Greedy with { NoRepeatNgram = ngram, RepetitionPenalty = penalty, MinimumLength = 5 };
        IReadOnlyList<IReadOnlyList<Hypothesis>> greedy = TinySearches.Greedy(model, options);
        IReadOnlyList<IReadOnlyList<Hypothesis>> beam = TinySearches.Beam(model, options);
        Assert.All(greedy.Zip(beam), pair => TinySearches.AssertSame(Assert.Single(pair.First), Assert.Single(pair.Second)));
    }

    [Fact]
    public void Search_NgramLongerThanAnyTranslation_ChangesNoBit()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        foreach (SearchOptions options in new SearchOptions[] { SearchOptions.Greedy, new(Beam: 4, BestCount: 4), new(Temperature: 1f, BestCount: 3) })
        {
            IEnumerable<double> without = TinySearches.Search(options.CreateSearch(), model, new Tape(), TinySearches.Pairs).SelectMany(Numbers);
            IEnumerable<double> with = TinySearches.Search((options with { NoRepeatNgram = 100 }).CreateSearch(), model, new Tape(), TinySearches.Pairs).SelectMany(Numbers);
            Assert.Equal(without, with);
        }

        static IEnumerable<double> Numbers(IReadOnlyList<Hypothesis> found) =>
            found.SelectMany(one => one.TokenLogProbabilities.Append(one.Score).Concat(one.Tokens.Select(token => (double)token)));
    }

    [Fact]
    public void Search_MoreTokensThanThereAreWords_RepeatsAtLast()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        SearchOptions options = new(Beam: 3, NoRepeatNgram: 1, MinimumLength: 6, MaximumLength: 6, AllowUnknown: false);
        foreach (SearchOptions search in new[] { options, options with { Beam = 1 }, options with { Temperature = 1f } })
        {
            Assert.All(TinySearches.Search(search.CreateSearch(), model, new Tape(), TinySearches.Pairs), best =>
            {
                Assert.Equal(6, best[0].Tokens.Count);
                Assert.Equal(Enumerable.Range(Vocabulary.EosId + 1, 4), best[0].Tokens.Take(4).Order());
            });
        }
    }

    [Fact]
    public void Search_Sampled_HoldsNoBigramTwice()
    {
        Seq2SeqModel model = TinyModels.Create(Name);
        SearchOptions options = new(Temperature: 2f, BestCount: 20, NoRepeatNgram: 2, MinimumLength: 8, MaximumLength: 12);
        Assert.All(TinySearches.Search(options.CreateSearch(), model, new Tape(), TinySearches.Pairs), own => Assert.All(own, hypothesis =>
        {
            string[] ngrams = Ngrams(hypothesis.Tokens, 2);
            Assert.Equal(ngrams.Distinct(), ngrams);
        }));
    }

    private static string[] Ngrams(IReadOnlyList<int> tokens, int length) =>
        [.. Enumerable.Range(0, Math.Max(tokens.Count - length + 1, 0)).Select(first => string.Join(' ', tokens.Skip(first).Take(length)))];

    private static PartialHypothesis Written(string tokens) =>
        tokens.Split(' ').Aggregate(PartialHypothesis.Start, (before, token) => before.Extend(int.Parse(token, System.Globalization.CultureInfo.InvariantCulture), 0, 0, null));
}
