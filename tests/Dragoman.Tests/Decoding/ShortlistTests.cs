using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Decoding;

/// <summary>Searches that compute the scores of some tokens only.</summary>
public sealed class ShortlistTests
{
    private const int VocabularySize = 41;
    private const int Special = Dragoman.Text.Vocabulary.SpecialCount;

    private static readonly int[][] Repeated = [[7, 0, 7, 20], [3, 0]];

    private static readonly List<EncodedPair> Pairs = TinyModels.Pairs(5, TinyModels.TargetVocabulary, (3, 6), (7, 6), (1, 5), (4, 4), (5, 3), (2, 2));

    private static readonly SearchOptions[] Searches =
    [
        SearchOptions.Greedy,
        new(Beam: 4, BestCount: 4),
        new(Beam: 4, BestCount: 2, Groups: 2, NoRepeatNgram: 2, RepetitionPenalty: 1.3f),
        new(Beam: 20, AllowUnknown: false, MinimumLength: 3), // A wider beam than some lists are long.
        new(Temperature: 0.8f, BestCount: 3, TopP: 0.9f),
        new(Temperature: 1f, BestCount: 2, TopK: 30),
    ];

    private static readonly ModelOptions[] Shapes =
    [
        new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(AttentionScore.Additive, Units: 4) },
        new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12, Readout: ReadoutKind.Maxout) { Attention = new(AttentionScore.Additive, Units: 4) },
        new(EmbedSize: 12, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(AttentionScore.General, Units: 4), Tying = WeightTying.Target },
        new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(AttentionScore.None) },
    ];

    public static TheoryData<int, int, bool> Cases =>
        [.. from shape in Enumerable.Range(0, Shapes.Length) from search in Enumerable.Range(0, Searches.Length) from bits in Enumerable.Range(0, 2) select (shape, search, bits == 1)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Search_Shortlist_IsTheWholeSearchWhereAllElseIsImpossible(int shape, int search, bool isQuantized)
    {
        Seq2SeqModel[] models = [TinyModels.Create(Shapes[shape], seed: 3, VocabularySize)];
        AssertSameAsBiased(models, Searches[search], isQuantized);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Search_Ensemble_IsTheWholeSearchWhereAllElseIsImpossible(int search)
    {
        Seq2SeqModel[] models = [TinyModels.Create(Shapes[0], seed: 3, VocabularySize), TinyModels.Create(Shapes[1], seed: 4, VocabularySize)];
        AssertSameAsBiased(models, Searches[search], isQuantized: false);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    public void Search_Batch_EqualsEachSentenceAloneToTheBit(int search, bool isQuantized)
    {
        Seq2SeqModel model = TinyModels.Create(Shapes[1], seed: 3, VocabularySize);
        if (isQuantized)
        {
            model.Quantize();
        }

        IReadOnlyList<IReadOnlyList<Hypothesis>> together = Search([model], Searches[search], Pairs, Lists());

        for (int i = 0; i < Pairs.Count; i++)
        {
            AssertSameBits(Search([model], Searches[search], [Pairs[i]], [Lists()[i]])[0], together[i]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Search_NearlyAllTokensTogether_EqualsEachSentenceAloneToTheBit(int search)
    {
        Seq2SeqModel model = TinyModels.Create(Shapes[0], seed: 3, VocabularySize);
        int[][] lists = Lists();
        lists[0] = [.. Enumerable.Range(0, VocabularySize)];
        Assert.Null(Shortlist.Of(VocabularySize, lists)!.Computed);
        IReadOnlyList<IReadOnlyList<Hypothesis>> together = Search([model], Searches[search], Pairs, lists);

        AssertSameBits(Searches[search].CreateSearch().Search([model], new Tape(), TinyModels.Sources([Pairs[0]]), cancellationToken: TestContext.Current.CancellationToken)[0], together[0]);
        for (int i = 1; i < Pairs.Count; i++)
        {
            AssertSameBits(Search([model], Searches[search], [Pairs[i]], [lists[i]])[0], together[i]);
        }
    }

    [Fact]
    public void Of_AllTokensOfAllSentences_IsNone() =>
        Assert.Null(Shortlist.Of(VocabularySize, [Enumerable.Range(0, VocabularySize), Enumerable.Range(0, VocabularySize).Reverse()]));

    [Fact]
    public void Of_TwoSentences_ComputesTheUnion()
    {
        Shortlist list = Shortlist.Of(VocabularySize, Repeated)!;

        Assert.Equal([0, 3, 7, 20], list.Computed!);
        Assert.Equal([0, 7, 20], list.TokensOf(0).ToArray());
        Assert.Equal([0, 2, 3], list.ColumnsOf(0).ToArray());
        Assert.Equal([0, 1], list.ColumnsOf(1).ToArray());
    }

    private static int[][] Lists() =>
    [
        .. Enumerable.Range(0, Pairs.Count).Select(sentence => Enumerable.Range(0, VocabularySize)
            .Where(token => token < Special || (token * (sentence + 7)) % 11 < 2).ToArray()),
    ];

    private static void AssertSameAsBiased(Seq2SeqModel[] models, SearchOptions options, bool isQuantized)
    {
        int[][] lists = Lists();
        Seq2SeqModel[][] biased = [.. lists.Select(list => models.Select(model => Biased(model, list)).ToArray())];
        if (isQuantized)
        {
            foreach (Seq2SeqModel model in biased.SelectMany(own => own).Concat(models))
            {
                model.Quantize();
            }
        }

        IReadOnlyList<IReadOnlyList<Hypothesis>> found = Search(models, options, Pairs, lists);

        for (int i = 0; i < Pairs.Count; i++)
        {
            IReadOnlyList<Hypothesis> expected = options.CreateSearch().Search(
                biased[i], new Tape(), TinyModels.Sources([Pairs[i]]), cancellationToken: TestContext.Current.CancellationToken)[0];
            Assert.Equal(expected.Count, found[i].Count);
            Assert.All(expected.Zip(found[i]), pair => TinySearches.AssertSame(pair.First, pair.Second));
            Assert.All(found[i], hypothesis => Assert.Empty(hypothesis.Tokens.Except(lists[i])));
        }
    }

    /// <summary>The model with a bias that gives all other tokens the probability 0.</summary>
    private static Seq2SeqModel Biased(Seq2SeqModel model, int[] list)
    {
        Seq2SeqModel biased = model.Copy(customAttention: null);
        Parameter bias = biased.Parameters.All.Single(parameter => parameter.Name == "output.bias");
        foreach (int token in Enumerable.Range(0, VocabularySize).Except(list))
        {
            bias.Value[0, token] = -1e30f;
        }

        bias.MarkChanged();
        return biased;
    }

    private static IReadOnlyList<IReadOnlyList<Hypothesis>> Search(Seq2SeqModel[] models, SearchOptions options, List<EncodedPair> pairs, int[][] lists) =>
        options.CreateSearch().Search(
            models, new Tape(), TinyModels.Sources(pairs), new SearchGuide([]) { Shortlist = Shortlist.Of(VocabularySize, lists) }, TestContext.Current.CancellationToken);

    private static void AssertSameBits(IReadOnlyList<Hypothesis> expected, IReadOnlyList<Hypothesis> actual)
    {
        Assert.Equal(expected.SelectMany(one => one.Tokens), actual.SelectMany(one => one.Tokens));
        Assert.Equal(expected.SelectMany(one => one.TokenLogProbabilities), actual.SelectMany(one => one.TokenLogProbabilities));
    }
}
