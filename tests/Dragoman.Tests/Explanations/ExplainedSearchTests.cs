using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Explanations;

/// <summary>An explained search is the search that was asked for, whatever it was asked to do: it finds what translating finds, to the bit.</summary>
public sealed class ExplainedSearchTests : IDisposable
{
    private const string Sentence = "a b d c e a";
    private static readonly SearchOptions Beam = new(Beam: 4, MinimumLength: 3, MaximumLength: 9, AllowUnknown: false);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<SearchOptions> Searches =>
    [
        Beam,
        Beam with { LengthNormalization = LengthNormalization.Length, LengthPenalty = 0.6f },
        Beam with { LengthNormalization = LengthNormalization.Reward, LengthPenalty = 0.6f },
        Beam with { NoRepeatNgram = 2 },
        Beam with { RepetitionPenalty = 1.5f },
        Beam with { NoRepeatNgram = 1, RepetitionPenalty = 1.2f, CoveragePenalty = 0.3f },
        Beam with { Groups = 2, Diversity = 1f },
        Beam with { Groups = 4, Diversity = 2f, RepetitionPenalty = 1.2f },
        Beam with { MaximumLength = 0, MaximumLengthRatio = 0.5f, MinimumLength = 0 },
        Beam with { Beam = 1, NoRepeatNgram = 1 },
        Beam with { Beam = 1, RepetitionPenalty = 2f, AllowUnknown = true },
        Beam with { Temperature = 1.5f, TopK = 4, TopP = 0.9f, Seed = 3 },
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Explain_AnySearch_FindsWhatTranslateFindsToTheBit(SearchOptions search)
    {
        using Translator translator = Create();
        AssertAgrees(translator, new TranslationRequest(Sentence), search);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Explain_In8Bits_FindsWhatTranslateFindsToTheBit(SearchOptions search)
    {
        using Translator translator = Create(WeightPrecision.EightBit);
        AssertAgrees(translator, new TranslationRequest(Sentence), search);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Explain_PrefixAndPhrases_FindsWhatTranslateFindsToTheBit(SearchOptions search)
    {
        using Translator translator = Create();
        TranslationRequest request = new(Sentence) { Prefix = "d e", Forbidden = ["a b", "c"] };
        AssertAgrees(translator, request with { Required = search.Beam == 1 || search.Temperature > 0f ? [] : ["b"] }, search with { MaximumLengthRatio = 0f });
    }

    [Fact]
    public void Explain_Rules_AreTold()
    {
        using Translator translator = Create();
        SearchOptions search = Beam with { Groups = 2, NoRepeatNgram = 3, LengthNormalization = LengthNormalization.Length };

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = search, Required = ["b"], Forbidden = ["c"] }, Cancellation);
        string json = ExplanationJson.ToJson(explanation);

        ExplainedSearch told = explanation.Search;
        Assert.Equal((2, 0.5f, 3, 3, 9, false), (told.Groups, told.Diversity, told.NoRepeatNgram, told.MinimumLength, told.MaximumLength, told.AllowUnknown));
        Assert.Contains("\"lengthNormalization\":\"length\"", json, StringComparison.Ordinal);
        Assert.Contains("\"must\":[\"b\"],\"not\":[\"c\"]", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("horse", "", "which the target vocabulary does not have")]
    [InlineData("a b", "b", "which is forbidden. Leave out one of them.")]
    public void Explain_PhrasesThatCannotBe_SaysWhy(string must, string not, string problem)
    {
        using Translator translator = Create();

        ModelRequestException error = Assert.Throws<ModelRequestException>(
            () => translator.Explain(Sentence, new ExplanationRequest { Search = Beam, Required = [must], Forbidden = [not] }, Cancellation));

        Assert.StartsWith("The translation cannot be what is asked for: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_PhrasesAndGivenTranslation_AreRefused()
    {
        using Translator translator = Create();

        ModelRequestException error = Assert.Throws<ModelRequestException>(
            () => translator.Explain(Sentence, new ExplanationRequest { Target = "a", Required = ["a"] }, Cancellation));

        Assert.Contains("nothing is searched for that could hold phrases", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Holds an explanation against the translation: text, score and weights, and that the tree leads to it.</summary>
    private static void AssertAgrees(Translator translator, TranslationRequest request, SearchOptions search)
    {
        Translation found = translator.TranslateGuided(request, search, Cancellation);

        Explanation explanation = translator.Explain(
            request.Text,
            new ExplanationRequest
            {
                Search = search,
                Prefix = request.Prefix.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                Required = request.Required,
                Forbidden = request.Forbidden,
            },
            Cancellation);

        ExplainedHypothesis best = explanation.Hypotheses[0];
        Assert.Equal((found.Text, found.LogProbability, found.Score, found.IsComplete), (best.Text, best.LogProbability, best.Score, best.IsComplete));
        Assert.Equal(best.IsComplete ? [.. found.Tokens, Vocabulary.EosToken] : found.Tokens, explanation.Steps.Select(step => step.Write));
        Assert.All(explanation.Steps, step => Assert.Equal(found.Attention!.Row(step.Step).ToArray(), step.Weights));
        Assert.All(explanation.Steps, step => Assert.Equal(found.TokenLogProbabilities[step.Step], step.LogProbability, 1e-12 * Math.Abs(found.LogProbability)));
        SearchNode end = explanation.Tree[best.Node];
        Assert.Equal((NodeOutcome.Finished, found.Score), (end.Outcome, end.Score));
        Assert.Equal(explanation.Steps.Reverse().Select(step => step.Write), TokensBackFrom(explanation, end));
    }

    private static IEnumerable<string> TokensBackFrom(Explanation explanation, SearchNode node)
    {
        for (; node.Parent is { } parent; node = explanation.Tree[parent])
        {
            yield return node.Token;
        }
    }

    private Translator Create(WeightPrecision precision = WeightPrecision.Full) =>
        Translator.Load(TinyTranslators.Create(_folder.Path, new SearchOptions(), seed: 5), precision: precision);
}
