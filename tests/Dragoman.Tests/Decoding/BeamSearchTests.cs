using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

public sealed class BeamSearchTests
{
    private const int TargetVocabulary = 6;
    private const int MaximumLength = 3;

    private static readonly List<EncodedPair> Pairs = TinyModels.Pairs(2, TargetVocabulary, (5, 3), (2, 3), (4, 2));

    public static TheoryData<string, float, LengthNormalization> Exhaustive
    {
        get
        {
            TheoryData<string, float, LengthNormalization> cases = [];
            foreach (string name in new[] { "Gru Additive before", "Lstm General after, fed", "GruResetBefore without attention, context always" })
            {
                cases.Add(name, 0f, LengthNormalization.Wu);
                cases.Add(name, 1f, LengthNormalization.Wu);
                cases.Add(name, 0.7f, LengthNormalization.Length);
                cases.Add(name, 1.5f, LengthNormalization.Reward);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Exhaustive))]
    public void Search_BeamAsWideAsEverything_FindsTheBestOfAllSentences(string name, float lengthPenalty, LengthNormalization normalization)
    {
        Seq2SeqModel model = TinySearches.Trained(TinyModels.Create(TinyModels.Options(name), 3, TargetVocabulary), Pairs, updates: 10);
        SearchOptions options = new(Beam: 100, BestCount: 5, MaximumLength: MaximumLength, LengthPenalty: lengthPenalty, LengthNormalization: normalization);
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = TinySearches.Search(new BeamSearch(options), model, new Tape(), Pairs);
        for (int sentence = 0; sentence < Pairs.Count; sentence++)
        {
            (int[] Tokens, double Score)[] all =
            [
                .. Decoding.Exhaustive.Sentences(TargetVocabulary, MaximumLength).Select(tokens => (tokens, Score(model, Pairs[sentence].Source, tokens, options)))
                    .OrderByDescending(scored => scored.Item2),
            ];
            for (int rank = 0; rank < options.BestCount; rank++)
            {
                Assert.Equal(all[rank].Score, found[sentence][rank].Score, 1e-5);
                Assert.Equal(all[rank].Tokens.Where(token => token != Vocabulary.EosId), found[sentence][rank].Tokens);
            }
        }
    }

    public static TheoryData<string, int, float, LengthNormalization, int> Plain
    {
        get
        {
            TheoryData<string, int, float, LengthNormalization, int> cases = [];
            (float Penalty, LengthNormalization Form)[] scores =
                [(0f, LengthNormalization.Wu), (1f, LengthNormalization.Wu), (3f, LengthNormalization.Wu), (1f, LengthNormalization.Length), (0.3f, LengthNormalization.Reward)];
            foreach (string name in new[] { "Gru Additive before", "Lstm General after, fed" })
            {
                foreach (int updates in new[] { 0, 5, 30 })
                {
                    foreach ((float penalty, LengthNormalization form) in scores)
                    {
                        cases.Add(name, updates, penalty, form, 2);
                        cases.Add(name, updates, penalty, form, 4);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void Search_NarrowBeam_FindsWhatThePlainSearchFinds(string name, int updates, float lengthPenalty, LengthNormalization normalization, int width)
    {
        const int longest = 9;
        Seq2SeqModel model = TinySearches.Trained(name, updates);
        SearchOptions options = new(Beam: width, MaximumLength: longest, LengthPenalty: lengthPenalty, LengthNormalization: normalization);
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = TinySearches.Beam(model, options);

        Assert.All(TinySearches.Pairs.Zip(found), pair =>
        {
            PlainResult expected = PlainBeam.Search(model, pair.First.Source, TinyModels.TargetVocabulary, width, longest, options.Score);
            Assert.Equal(expected.Score, pair.Second[0].Score, 1e-4);
            Assert.Equal(expected.Words, pair.Second[0].Tokens);
        });
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.6f)]
    [InlineData(2f)]
    public void Search_BestCount_IsSortedByScore(float lengthPenalty)
    {
        Seq2SeqModel model = TinySearches.Trained("Gru Additive before", updates: 20);
        SearchOptions options = new(Beam: 5, BestCount: 5, LengthPenalty: lengthPenalty);
        Assert.All(TinySearches.Beam(model, options), best =>
        {
            Assert.Equal(5, best.Count);
            Assert.Equal(best.OrderByDescending(one => one.Score), best);
            Assert.Equal(5, best.Select(one => string.Join(' ', one.Tokens)).Distinct().Count());
        });
    }

    [Fact]
    public void Search_WiderBeamWithoutNormalisation_IsNoWorseThanGreedy()
    {
        Seq2SeqModel model = TinySearches.Trained("Lstm General after, fed", updates: 20);
        IReadOnlyList<IReadOnlyList<Hypothesis>> greedy = TinySearches.Greedy(model, SearchOptions.Greedy);
        IReadOnlyList<IReadOnlyList<Hypothesis>> beam = TinySearches.Beam(model, new SearchOptions(Beam: 30, LengthPenalty: 0f));
        Assert.All(greedy.Zip(beam), pair => Assert.True(pair.Second[0].LogProbability >= pair.First[0].LogProbability - 1e-5));
    }

    [Fact]
    public void Search_SameTapeTwice_GivesTheSameBits()
    {
        Seq2SeqModel model = TinySearches.Trained("Gru Additive before", updates: 20);
        BeamSearch search = new(new SearchOptions(Beam: 3));
        Tape tape = new();
        double[] first = Scores();
        long held = tape.Arena.CapacityInBytes;
        Assert.Equal(first, Scores());
        Assert.Equal(held, tape.Arena.CapacityInBytes);

        double[] Scores() => [.. TinySearches.Search(search, model, tape, TinySearches.Pairs).Select(best => best[0].Score)];
    }

    private static double Score(Seq2SeqModel model, int[] source, int[] tokens, SearchOptions options)
    {
        (SourceBatch sources, TargetBatch targets) = TinyModels.Batch([new EncodedPair(source, tokens)]);
        return options.Score(-model.Loss(new Tape(), sources, targets, labelSmoothing: 0f, scale: 1f), tokens.Length);
    }
}
