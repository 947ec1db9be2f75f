using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

/// <summary>What greedy and beam search have in common.</summary>
public sealed class SearchTests
{
    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_BeamOfOne_EqualsGreedy(string name)
    {
        foreach (int updates in new[] { 0, 20 })
        {
            Seq2SeqModel model = TinySearches.Trained(name, updates);
            IReadOnlyList<IReadOnlyList<Hypothesis>> greedy = TinySearches.Greedy(model, SearchOptions.Greedy);
            IReadOnlyList<IReadOnlyList<Hypothesis>> beam = TinySearches.Beam(model, SearchOptions.Greedy);
            Assert.Equal(greedy.Count, beam.Count);
            for (int sentence = 0; sentence < greedy.Count; sentence++)
            {
                TinySearches.AssertSame(Assert.Single(greedy[sentence]), Assert.Single(beam[sentence]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_Batch_EqualsItsSentencesAlone(string name)
    {
        Seq2SeqModel model = TinySearches.Trained(name, updates: 20);
        SearchOptions options = new(Beam: 3, BestCount: 3);
        ISearch[] searches =
            [new GreedySearch(SearchOptions.Greedy), new BeamSearch(options), new SamplingSearch(new SearchOptions(Temperature: 1f, BestCount: 2))];
        foreach (ISearch search in searches)
        {
            Tape tape = new();
            IReadOnlyList<IReadOnlyList<Hypothesis>> together = TinySearches.Search(search, model, tape, TinySearches.Pairs);
            for (int sentence = 0; sentence < TinySearches.Pairs.Count; sentence++)
            {
                IReadOnlyList<Hypothesis> expected = Assert.Single(TinySearches.Search(search, model, tape, [TinySearches.Pairs[sentence]]));
                Assert.Equal(expected.Count, together[sentence].Count);
                for (int rank = 0; rank < expected.Count; rank++)
                {
                    TinySearches.AssertSame(expected[rank], together[sentence][rank]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_LogProbability_IsThatOfTeacherForcing(string name)
    {
        Seq2SeqModel model = TinySearches.Trained(name, updates: 20);
        SearchOptions options = new(Beam: 4, BestCount: 4, MaximumLength: 5, MinimumLength: 1, AllowUnknown: false);
        AssertForced(model, TinySearches.Beam(model, options), options);
        options = options with { Temperature = 2f };
        AssertForced(model, TinySearches.Search(new SamplingSearch(options), model, new Tape(), TinySearches.Pairs), options);
    }

    private static void AssertForced(Seq2SeqModel model, IReadOnlyList<IReadOnlyList<Hypothesis>> found, SearchOptions options)
    {
        Tape tape = new();
        for (int sentence = 0; sentence < found.Count; sentence++)
        {
            foreach (Hypothesis hypothesis in found[sentence])
            {
                // One that was cut off at the maximum length has no end token, whose probability then does not count.
                int[] target = hypothesis.Tokens.Count == 5 ? [.. hypothesis.Tokens] : [.. hypothesis.Tokens, Vocabulary.EosId];
                (SourceBatch source, TargetBatch forced) = TinyModels.Batch([new EncodedPair(TinySearches.Pairs[sentence].Source, target)]);
                List<float[]> weights = [];
                tape.Reset();
                double loss = model.Loss(tape, source, forced, labelSmoothing: 0f, scale: 1f, (_, step) =>
                {
                    if (step.Weights is not null)
                    {
                        weights.Add(step.Weights.Value.Span.ToArray());
                    }
                });
                TinySearches.AssertSame(
                    new Hypothesis(hypothesis.Tokens, -loss, options.Score(-loss, target.Length), weights), hypothesis);
            }
        }
    }

    [Theory]
    [InlineData("Gru Additive before")]
    [InlineData("Lstm General after, fed")]
    [InlineData("Gru Dot after, not fed")]
    public void Search_Weights_HaveARowATokenThatSumsToOne(string name)
    {
        Seq2SeqModel model = TinySearches.Trained(name, updates: 40);
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = TinySearches.Beam(model, new SearchOptions(Beam: 4, BestCount: 4));
        for (int sentence = 0; sentence < found.Count; sentence++)
        {
            int sourceLength = TinySearches.Pairs[sentence].Source.Length;
            Assert.All(found[sentence], hypothesis =>
            {
                bool ended = hypothesis.Tokens.Count < (2 * sourceLength) + 10;
                Assert.Equal(hypothesis.Tokens.Count + (ended ? 1 : 0), hypothesis.Weights.Count);
                Assert.All(hypothesis.Weights, row =>
                {
                    Assert.Equal(sourceLength, row.Length);
                    Assert.Equal(1f, row.Sum(), 1e-5f);
                });
            });
        }
    }

    [Fact]
    public void Search_WithoutAttention_HasNoWeights()
    {
        Seq2SeqModel model = TinyModels.Create("Gru without attention, context always");
        Assert.Equal(AttentionScore.None, model.Options.Attention.Score);
        Assert.All(TinySearches.Beam(model, new SearchOptions()), best => Assert.All(best, one => Assert.Empty(one.Weights)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Search_MaximumLength_CutsOff(int beam)
    {
        Seq2SeqModel model = TinyModels.Create("Gru Additive before");
        foreach (int maximum in new[] { 1, 2, 5 })
        {
            SearchOptions options = new(Beam: beam, BestCount: beam, MaximumLength: maximum);
            Assert.All(Both(model, options), best => Assert.All(best, one => Assert.InRange(one.Tokens.Count, 0, maximum)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Search_MinimumLength_IsReached(int beam)
    {
        Seq2SeqModel model = TinySearches.Trained("Gru Additive before", updates: 40);
        Assert.Contains(TinySearches.Greedy(model, SearchOptions.Greedy), best => best[0].Tokens.Count < 7);
        SearchOptions options = new(Beam: beam, BestCount: beam, MinimumLength: 7);
        Assert.All(Both(model, options), best => Assert.All(best, one => Assert.True(one.Tokens.Count >= 7)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Search_UnknownForbidden_AvoidsIt(int beam)
    {
        Seq2SeqModel model = TinyModels.Create("Gru Additive before");
        model.Parameters.All.Single(parameter => parameter.Name == "output.bias").Value[0, Vocabulary.UnkId] = 4f;
        SearchOptions options = new(Beam: beam, MaximumLength: 6);
        Assert.All(Both(model, options), best => Assert.Contains(Vocabulary.UnkId, best[0].Tokens));
        Assert.All(Both(model, options with { AllowUnknown = false }), best => Assert.DoesNotContain(Vocabulary.UnkId, best[0].Tokens));
    }

    [Fact]
    public void Search_StartAndPaddingPreferred_NeverChoosesThem()
    {
        Seq2SeqModel model = TinyModels.Create("Lstm General after, fed");
        Numerics.Matrix bias = model.Parameters.All.Single(parameter => parameter.Name == "output.bias").Value;
        (bias[0, Vocabulary.PadId], bias[0, Vocabulary.BosId]) = (9f, 9f);
        Assert.All(
            Both(model, new SearchOptions(Beam: 4, BestCount: 4)),
            best => Assert.All(best, one => Assert.DoesNotContain(one.Tokens, token => token is Vocabulary.PadId or Vocabulary.BosId)));
    }

    [Theory]
    [InlineData("Gru Additive before")]
    [InlineData("Lstm General after, fed")]
    [InlineData("Lstm linear bridge without attention")]
    public void Search_NoSentences_GivesNothing(string name)
    {
        Seq2SeqModel model = TinyModels.Create(name);
        Assert.Empty(TinySearches.Search(new GreedySearch(SearchOptions.Greedy), model, new Tape(), []));
        Assert.Empty(TinySearches.Search(new BeamSearch(new SearchOptions()), model, new Tape(), []));
    }

    [Fact]
    public void Search_CancelledInItsMidst_StopsAfterTheStep()
    {
        Seq2SeqModel model = TinyModels.Create("Gru Additive before");
        SourceBatch source = TinyModels.Sources([TinySearches.Pairs[0]]);
        SearchOptions options = new(MinimumLength: 9, MaximumLength: 9);
        Assert.All(new[] { SearchOptions.Greedy with { MinimumLength = 9, MaximumLength = 9 }, options, options with { Temperature = 1f, Beam = 1 } }, search =>
        {
            using CancellationTokenSource stop = new();
            StoppingWatch watch = new(stop);
            Assert.Throws<OperationCanceledException>(
                () => search.CreateSearch().Search([model], new Tape(), source, new SearchGuide([]) { Watch = watch }, stop.Token));
            Assert.Equal(StoppingWatch.Steps, watch.Seen);
        });
    }

    /// <summary>Stops a search after some steps.</summary>
    private sealed class StoppingWatch(CancellationTokenSource stop) : IAttentionWatch
    {
        internal const int Steps = 3;

        internal int Seen { get; private set; }

        public void OnWeighed(Tape tape, in AttendedStep attended)
        {
            Seen = attended.Step + 1;
            if (Seen == Steps)
            {
                stop.Cancel();
            }
        }
    }

    private static IEnumerable<IReadOnlyList<Hypothesis>> Both(Seq2SeqModel model, SearchOptions options) =>
        TinySearches.Greedy(model, options).Concat(TinySearches.Beam(model, options));
}
