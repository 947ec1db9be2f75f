using Dragoman.Constraints;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Decoding;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Constraints;

/// <summary>Searches that are kept to a form, with tiny models that know nothing of it.</summary>
public sealed class ConstrainedSearchTests
{
    private const string Name = "Gru Additive before";

    private static readonly Vocabulary Tokens = new(["(S", ")S", "XX", "."]); // As many as the tiny models write.
    private static readonly TreeConstraint Trees = TreeConstraint.TryCreate(Tokens)!;

    private static readonly List<EncodedPair> Pairs = [.. TinySearches.Pairs.Where(pair => pair.Source.Length > 1)]; // With words.

    public static TheoryData<SearchOptions> Searches =>
    [
        SearchOptions.Greedy,
        new SearchOptions(Beam: 4, BestCount: 4),
        new SearchOptions(Beam: 3, BestCount: 2, MinimumLength: 9, AllowUnknown: false),
        new SearchOptions(Beam: 4, BestCount: 4, MaximumLengthRatio: 3f),
        new SearchOptions(Temperature: 1f, BestCount: 5),
        new SearchOptions(Temperature: 3f, BestCount: 5, TopK: 3),
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Search_Trees_FindsTreesOnly(SearchOptions options)
    {
        foreach (int updates in new[] { 0, 10 })
        {
            Seq2SeqModel model = TinySearches.Trained(Name, updates);

            IReadOnlyList<IReadOnlyList<Hypothesis>> found = Search(options.CreateSearch(), model, new SearchGuide([]) { Constraint = Trees });

            Assert.All(found.Zip(Pairs), sentence => Assert.All(sentence.First, hypothesis =>
                Assert.True(TreeConstraintTests.IsTree(Line(hypothesis), sentence.Second.Source.Length - 1), Line(hypothesis))));
        }
    }

    /// <summary>The constraint changes what may be chosen, not how probable it is.</summary>
    [Fact]
    public void Search_Trees_HasTheModelsProbabilities()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 10);
        IReadOnlyList<IReadOnlyList<Hypothesis>> found = Search(new BeamSearch(new(Beam: 3, BestCount: 3)), model, new SearchGuide([]) { Constraint = Trees });

        foreach ((IReadOnlyList<Hypothesis> own, EncodedPair pair) in found.Zip(Pairs))
        {
            foreach (Hypothesis hypothesis in own.Where(hypothesis => hypothesis.TokenLogProbabilities.Count > hypothesis.Tokens.Count))
            {
                (SourceBatch source, TargetBatch target) = TinyModels.Batch([new EncodedPair(pair.Source, [.. hypothesis.Tokens, Vocabulary.EosId])]);
                Assert.Equal(-model.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 1f), hypothesis.LogProbability, 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Search_BeamOfOne_EqualsGreedy(int updates)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates);
        SearchGuide guide = new([]) { Constraint = Trees };

        IReadOnlyList<IReadOnlyList<Hypothesis>> greedy = Search(new GreedySearch(SearchOptions.Greedy), model, guide);
        IReadOnlyList<IReadOnlyList<Hypothesis>> beam = Search(new BeamSearch(SearchOptions.Greedy), model, guide);

        Assert.All(greedy.Zip(beam), pair => TinySearches.AssertSame(Assert.Single(pair.First), Assert.Single(pair.Second)));
    }

    [Theory]
    [InlineData("(S XX (S", true)]
    [InlineData("(S )S XX", false)]
    [InlineData("<unk>", false)]
    public void Search_Prefix_IsGoneOnWithAsFarAsItIsATree(string prefix, bool fits)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 10);
        int[] forced = [.. prefix.Split(' ').Select(Tokens.IdOf)];
        foreach (SearchOptions options in new SearchOptions[] { SearchOptions.Greedy, new(Beam: 3, BestCount: 3), new(Temperature: 1f) })
        {
            IReadOnlyList<Hypothesis> free = options.CreateSearch().Search([model], new Tape(), TinyModels.Sources(Pairs[..1]), new SearchGuide([forced]), Cancellation)[0];
            IReadOnlyList<Hypothesis> found = options.CreateSearch().Search(
                [model], new Tape(), TinyModels.Sources(Pairs[..1]), new SearchGuide([forced]) { Constraint = Trees }, Cancellation)[0];

            Assert.All(found, hypothesis => Assert.Equal(forced, hypothesis.Tokens.Take(forced.Length)));
            if (fits)
            {
                Assert.All(found, hypothesis => Assert.True(TreeConstraintTests.IsTree(Line(hypothesis), Pairs[0].Source.Length - 1), Line(hypothesis)));
            }
            else
            {
                Assert.Equal(free.Select(Line), found.Select(Line));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Search_ConstraintThatForbidsNothing_ChangesNoBit(SearchOptions options)
    {
        options = options with { MinimumLength = 0 };
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 10);

        IReadOnlyList<IReadOnlyList<Hypothesis>> without = Search(options.CreateSearch(), model, guide: null);
        IReadOnlyList<IReadOnlyList<Hypothesis>> with = Search(options.CreateSearch(), model, new SearchGuide([]) { Constraint = new Anything(options.AllowUnknown) });

        Assert.All(without.Zip(with), sentence => Assert.All(sentence.First.Zip(sentence.Second, (a, b) => (a, b)), pair =>
        {
            Assert.Equal(pair.a.Tokens, pair.b.Tokens);
            Assert.Equal(pair.a.TokenLogProbabilities, pair.b.TokenLogProbabilities);
            Assert.Equal(pair.a.Score, pair.b.Score);
        }));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IReadOnlyList<IReadOnlyList<Hypothesis>> Search(ISearch search, Seq2SeqModel model, SearchGuide? guide) =>
        search.Search([model], new Tape(), TinyModels.Sources(Pairs), guide, Cancellation);

    private static string Line(Hypothesis hypothesis) => string.Join(' ', hypothesis.Tokens.Select(Tokens.TokenOf));

    /// <summary>What every search forbids anyway, and nothing else.</summary>
    private sealed class Anything(bool allowUnknown) : ITargetConstraint, ITargetState
    {
        public IEnumerable<int> Tokens => [];

        public ITargetState Begin(int sourceWords, int maximumLength) => this;

        public ITargetState? After(int token) => this;

        public void Forbid(Span<float> logits)
        {
            logits[Vocabulary.PadId] = logits[Vocabulary.BosId] = float.NegativeInfinity;
            logits[Vocabulary.UnkId] = allowUnknown ? logits[Vocabulary.UnkId] : float.NegativeInfinity;
        }
    }
}
