using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

public sealed class SamplingSearchTests
{
    private const string Name = "Gru Additive before";

    private static readonly SearchOptions Options = new(Temperature: 1f, BestCount: 4, MaximumLength: 6);

    [Fact]
    public void Search_ManySamples_FollowTheModelsProbabilities()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        AssertFrequencies(model, Options with { MaximumLength = 1, BestCount = 100 }, probabilities => probabilities);
    }

    [Fact]
    public void Search_TopTwoAtHalfTheTemperature_FollowTheirSquares()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        AssertFrequencies(model, Options with { MaximumLength = 1, BestCount = 100, TopK = 2, Temperature = 0.5f }, probabilities =>
        {
            double second = probabilities.OrderDescending().ElementAt(1);
            double[] squares = [.. probabilities.Select(p => p >= second ? p * p : 0)];
            return [.. squares.Select(square => square / squares.Sum())];
        });
    }

    [Theory]
    [InlineData(0, 1f, 0.5f)]
    [InlineData(0, 1f, 0.9f)]
    [InlineData(0, 2f, 0.7f)]
    [InlineData(3, 0.5f, 0.6f)]
    public void Search_TopP_FollowsTheNucleusAfterTemperatureAndTopK(int topK, float temperature, float topP)
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        AssertFrequencies(model, Options with { MaximumLength = 1, BestCount = 100, TopK = topK, Temperature = temperature, TopP = topP }, probabilities =>
        {
            double least = topK == 0 ? 0 : probabilities.OrderDescending().ElementAt(topK - 1);
            double[] weights = [.. probabilities.Select(p => p >= least ? Math.Pow(p, 1 / temperature) : 0)];
            double wanted = topP * weights.Sum();
            double[] falling = [.. weights.OrderDescending()];
            int kept = Enumerable.Range(1, falling.Length).First(count => falling.Take(count).Sum() >= wanted);
            Assert.InRange(kept, 1, weights.Count(weight => weight > 0) - 1); // It cuts something off.
            double[] nucleus = [.. weights.Select(weight => weight >= falling[kept - 1] ? weight : 0)];
            return [.. nucleus.Select(weight => weight / nucleus.Sum())];
        });
    }

    [Theory]
    [InlineData(0.5f, new[] { 0f, 5, 0, 0, 0 })]
    [InlineData(0.51f, new[] { 0f, 5, 0, 3, 0 })]
    [InlineData(0.79f, new[] { 0f, 5, 0, 3, 0 })]
    [InlineData(0.85f, new[] { 1f, 5, 0, 3, 0 })] // Of equals the first.
    [InlineData(1e-6f, new[] { 0f, 5, 0, 0, 0 })] // At least one.
    public void Cut_FiveWeights_KeepsTheFewestThatHaveTheShare(float share, float[] expected)
    {
        float[] weights = [1, 5, 1, 3, 0];
        new Nucleus().Cut(weights, share);
        Assert.Equal(expected, weights);
    }

    [Fact]
    public void Cut_ManyEqualWeights_WidensUntilTheShareIsReached()
    {
        float[] weights = [.. Enumerable.Repeat(0.5f, 1000)];
        new Nucleus().Cut(weights, 0.75f);
        Assert.Equal(750, weights.Count(weight => weight > 0));
        Assert.DoesNotContain(0f, weights[..750]);
    }

    [Fact]
    public void Search_TinyNucleus_EqualsGreedy()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        IReadOnlyList<IReadOnlyList<Hypothesis>> drawn = Sample(model, new SearchOptions(Temperature: 1f, TopP: 1e-6f));
        Assert.All(TinySearches.Greedy(model, SearchOptions.Greedy).Zip(drawn), pair => TinySearches.AssertSame(pair.First[0], Assert.Single(pair.Second)));
    }

    [Fact]
    public void Search_TopOne_EqualsGreedy()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 20);
        IReadOnlyList<IReadOnlyList<Hypothesis>> greedy = TinySearches.Greedy(model, SearchOptions.Greedy);
        IReadOnlyList<IReadOnlyList<Hypothesis>> drawn = Sample(model, new SearchOptions(Temperature: 1f, TopK: 1));
        for (int sentence = 0; sentence < greedy.Count; sentence++)
        {
            TinySearches.AssertSame(Assert.Single(greedy[sentence]), Assert.Single(drawn[sentence]));
        }
    }

    [Fact]
    public void Search_Seed_DecidesWhatIsDrawn()
    {
        Seq2SeqModel model = TinySearches.Trained(Name, updates: 5);

        Assert.Equal(Tokens(Sample(model, Options)), Tokens(Sample(model, Options)));
        Assert.NotEqual(Tokens(Sample(model, Options)), Tokens(Sample(model, Options with { Seed = 2 })));
        Assert.All(Sample(model, Options), own => Assert.True(own.Select(hypothesis => string.Join(' ', hypothesis.Tokens)).Distinct().Count() > 1));
    }

    /// <summary>Draws the first token thousands of times; each frequency must be within five standard deviations.</summary>
    private static void AssertFrequencies(Seq2SeqModel model, SearchOptions options, Func<double[], double[]> expected)
    {
        const int Seeds = 40;
        double[] counts = new double[TinyModels.TargetVocabulary];
        var source = TinySearches.Pairs[..1];
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ISearch search = new SamplingSearch(options with { Seed = seed });
            foreach (Hypothesis hypothesis in TinySearches.Search(search, model, new Tape(), source)[0])
            {
                counts[hypothesis.Tokens.Count > 0 ? hypothesis.Tokens[0] : Vocabulary.EosId]++;
            }
        }

        double total = Seeds * options.BestCount;
        double[] probabilities = expected(FirstToken(model));
        for (int token = 0; token < counts.Length; token++)
        {
            double deviation = Math.Sqrt(probabilities[token] * (1 - probabilities[token]) / total);
            Assert.Equal(probabilities[token], counts[token] / total, (5 * deviation) + 1e-9);
        }
    }

    /// <summary>Probabilities of the first token among those that may be chosen.</summary>
    private static double[] FirstToken(Seq2SeqModel model)
    {
        Tape tape = new();
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinySearches.Pairs[..1]);
        double[] weights = [];
        model.Readouts(tape, source, target, (step, result) =>
        {
            if (step == 0)
            {
                Matrix logits = model.Logits(tape, result.Readout);
                weights = [.. logits.Row(0).ToArray().Select((logit, token) => token is Vocabulary.PadId or Vocabulary.BosId ? 0 : Math.Exp(logit))];
            }
        });
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static IReadOnlyList<IReadOnlyList<Hypothesis>> Sample(Seq2SeqModel model, SearchOptions options) =>
        TinySearches.Search(new SamplingSearch(options), model, new Tape(), TinySearches.Pairs);

    private static IEnumerable<IReadOnlyList<int>> Tokens(IReadOnlyList<IReadOnlyList<Hypothesis>> found) =>
        found.SelectMany(own => own.Select(hypothesis => hypothesis.Tokens));
}
