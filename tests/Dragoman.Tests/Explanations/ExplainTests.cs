using System.Text.Json.Nodes;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Explanations;

public sealed class ExplainTests : IDisposable
{
    private const string Sentence = "a b  zebra c";
    private static readonly SearchOptions Search = new(Beam: 4, MinimumLength: 2, MaximumLength: 6, AllowUnknown: false);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<ExplanationRequest, string> WithNull => new()
    {
        { new() { Weights = null! }, "Weights is null." },
        { new() { Weights = [new(0, null!)] }, "Weights holds null." },
        { new() { Replaced = [new(1, null!)] }, "Replaced holds null." },
        { new() { Prefix = ["a", null!] }, "Prefix holds null." },
    };

    [Theory]
    [MemberData(nameof(WithNull))]
    public void Explain_NullInARequest_IsRefused(ExplanationRequest request, string message)
    {
        using Translator translator = Create(AttentionScore.Additive);

        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => translator.Explain(Sentence, request, Cancellation)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Explain_Search_FindsWhatTranslateFinds(int beam)
    {
        using Translator translator = Create(AttentionScore.Additive);
        SearchOptions search = Search with { Beam = beam };

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = search }, Cancellation);

        Translation found = translator.Translate(Sentence, search, Cancellation);
        Assert.Equal(found.Text, explanation.Hypotheses[0].Text);
        Assert.Equal(found.Tokens, explanation.Hypotheses[0].Tokens);
        Assert.Equal(found.Score, explanation.Hypotheses[0].Score);
        Assert.Equal(beam == 1 ? SearchKind.Greedy : SearchKind.Beam, explanation.Search.Kind);
        Assert.Equal(found.TokenLogProbabilities.Count, explanation.Steps.Count);
        Assert.All(explanation.Steps, step => Assert.Equal(1f, step.Weights!.Sum(), 1e-5f));
    }

    [Fact]
    public void Explain_GivenTranslation_AgreesWithAlignToTheBit()
    {
        using Translator translator = Create(AttentionScore.Additive);

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Target = "c b a" }, Cancellation);

        Translation aligned = translator.Align(Sentence, "c b a", Cancellation);
        Assert.Equal(aligned.TokenLogProbabilities, explanation.Steps.Select(step => step.LogProbability));
        Assert.All(explanation.Steps, step => Assert.Equal(
            Enumerable.Range(0, step.Weights!.Length).Select(j => aligned.Attention![step.Step, j]), step.Weights));
        Assert.Equal(SearchKind.Forced, explanation.Search.Kind);
        Assert.All(explanation.Steps, step => Assert.True(step.IsForced));
    }

    [Fact]
    public void Explain_Tree_HoldsEveryHypothesis()
    {
        using Translator translator = Create(AttentionScore.Additive);

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = Search }, Cancellation);

        Assert.Equal(Enumerable.Range(0, explanation.Tree.Count), explanation.Tree.Select(node => node.Id));
        Assert.All(explanation.Tree.Skip(1), node => Assert.True(node.Parent < node.Id && explanation.Tree[node.Parent!.Value].Step == node.Step - 1));
        Assert.All(explanation.Hypotheses, hypothesis =>
        {
            SearchNode end = explanation.Tree[hypothesis.Node];
            Assert.Equal(NodeOutcome.Finished, end.Outcome);
            Assert.Equal(hypothesis.Score, end.Score);
            Assert.Equal(hypothesis.IsComplete ? [.. hypothesis.Tokens, Vocabulary.EosToken] : hypothesis.Tokens, PathTo(explanation, end));
        });
        Assert.All(
            explanation.Tree.Where(node => node.Outcome == NodeOutcome.Kept).GroupBy(node => node.Step),
            step => Assert.InRange(step.Count(), 1, Search.Beam));
        Assert.All(explanation.Tree, node => Assert.Equal(node.Outcome is NodeOutcome.Dropped or NodeOutcome.Abandoned, node.Reason is not (null or OutcomeReason.LengthLimit)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Explain_Prefix_IsWhatEveryHypothesisBeginsWith(int beam)
    {
        using Translator translator = Create(AttentionScore.Additive);
        ExplanationRequest request = new() { Search = Search with { Beam = beam }, Prefix = ["d", "d"] };

        Explanation explanation = translator.Explain(Sentence, request, Cancellation);

        Assert.All(explanation.Hypotheses, hypothesis => Assert.Equal(["d", "d"], hypothesis.Tokens.Take(2)));
        Assert.Equal([true, true, false], explanation.Steps.Take(3).Select(step => step.IsForced));
        Translation aligned = translator.Align(Sentence, string.Join(' ', explanation.Hypotheses[0].Tokens), Cancellation);
        Assert.Equal(aligned.LogProbability, explanation.Hypotheses[0].LogProbability, explanation.Hypotheses[0].IsComplete ? 1e-5 : double.MaxValue);
    }

    [Fact]
    public void Explain_PrefixOfTheEndToken_EndsTheTranslation()
    {
        using Translator translator = Create(AttentionScore.Additive);

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = Search, Prefix = ["a", "<eos>"] }, Cancellation);

        Assert.Equal("a", Assert.Single(explanation.Hypotheses).Text);
    }

    [Fact]
    public void Explain_WeightsGivenByHand_AreUsedBySearchAndSteps()
    {
        using Translator translator = Create(AttentionScore.Additive);
        WeightChange change = new(0, [0, 0, 0, 1, 0]);

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = Search, Weights = [change, new(50, change.Weights)] }, Cancellation);

        Assert.Equal(change.Weights, explanation.Steps[0].Weights!);
        Assert.Equal(explanation.Source.States![3], explanation.Steps[0].Context!);
        Assert.True(explanation.Steps[0].IsEdited);
        Assert.Equal(explanation.Hypotheses[0].LogProbability, explanation.Steps.Sum(step => step.LogProbability), 1e-5);
        Assert.Equal([50], explanation.Changes.Unreached);
    }

    [Fact]
    public void Explain_Source_IsInTheUsersWords()
    {
        using Translator translator = Create(AttentionScore.Additive);

        ExplainedSource source = translator.Explain(Sentence, cancellationToken: Cancellation).Source;

        Assert.Equal(["a", "b", "zebra", "c", ""], source.Tokens.Select(token => Sentence.Substring(token.Start, token.Length)));
        Assert.Equal([true, true, false, true, true], source.Tokens.Select(token => token.IsKnown));
    }

    [Theory]
    [InlineData(2, "d", "a b  d c")]
    [InlineData(2, "", "a b  c")]
    [InlineData(0, "", "b  zebra c")]
    [InlineData(3, "a b", "a b  zebra a b")]
    public void Explain_SourceTokenReplaced_ReadsTheOtherSentence(int position, string text, string expected)
    {
        using Translator translator = Create(AttentionScore.Additive);

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = Search, Replaced = [new(position, text)] }, Cancellation);

        Assert.Equal(expected, explanation.Source.Text);
        Assert.Equal(Sentence, explanation.Changes.Original);
        Assert.Equal(translator.Translate(expected, Search, Cancellation).Text, explanation.Hypotheses[0].Text);
    }

    [Fact]
    public void Explain_TwoPartsOfOneCharacterReplaced_IsRefused()
    {
        DataOptions data = new() { Source = new TextOptions(Tokenizer: TokenizerKind.Character), Target = new TextOptions(), Encoding = new EncodingOptions(12, 12) };
        using Translator translator = Create(new TranslatorOptions { Data = data, Model = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12), Decoding = Search });

        Explanation once = translator.Explain("a कि b", new ExplanationRequest { Replaced = [new(2, "c")] }, Cancellation);
        ModelRequestException wrong = Assert.Throws<ModelRequestException>(
            () => translator.Explain("a कि b", new ExplanationRequest { Replaced = [new(2, ""), new(3, "")] }, Cancellation));

        Assert.Equal("a c b", once.Source.Text);
        Assert.Contains("parts of one character", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_ScoresBeyondThePositions_AreNull()
    {
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions(), Encoding = new EncodingOptions(12, 12) };
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12)
        {
            Attention = new(AttentionScore.Location, Placement: AttentionPlacement.AfterCell, Positions: 2),
            Readout = ReadoutKind.Attentional,
        };
        using Translator translator = Create(new TranslatorOptions { Data = data, Model = shape, Decoding = Search });

        JsonNode json = JsonNode.Parse(ExplanationJson.ToJson(translator.Explain("a b c", cancellationToken: Cancellation)))!;

        JsonArray scores = json["steps"]![0]!["scores"]!.AsArray();
        Assert.Equal([false, false, true, true], scores.Select(score => score is null));
        Assert.Equal(0f, (float)json["steps"]![0]!["weights"]![2]!);
    }

    /// <summary>The presets as they are shipped, at full size: what is shown is what a forced decoding of the same tokens computes.</summary>
    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Explain_EveryPreset_AgreesWithForcedDecodingToTheBit(string name)
    {
        TranslatorOptions options = Preset.Find(name).Options;
        options = options with { Decoding = new(Beam: 1, MinimumLength: 3, MaximumLength: 6) };
        using Translator translator = Create(options);

        Explanation searched = translator.Explain("a b c d", cancellationToken: Cancellation);
        Explanation forced = translator.Explain("a b c d", new ExplanationRequest { Target = "e d c" }, Cancellation);

        AssertIsForcedDecoding(translator, "a b c d", searched);
        AssertIsForcedDecoding(translator, "a b c d", forced);
    }

    /// <summary>All presets but those of tasks, whose models are those of <c>default</c> and <c>conditional</c>.</summary>
    public static TheoryData<string> PresetNames() => [.. Preset.All.Select(preset => preset.Name).Except(["characters", "translate", "g2p", "parse"])];

    private static void AssertIsForcedDecoding(Translator translator, string source, Explanation explanation)
    {
        ExplainedHypothesis shown = explanation.Hypotheses[explanation.Shown];
        Translation aligned = translator.Align(source, string.Join(' ', shown.Tokens), Cancellation);
        int steps = shown.Tokens.Count; // A search that ran into its limit has no end token.
        Assert.InRange(steps, 3, 6);
        Assert.Equal(aligned.TokenLogProbabilities.Take(steps), explanation.Steps.Take(steps).Select(step => step.LogProbability));
        Assert.All(explanation.Steps.Take(steps).Where(step => step.Weights is not null), step => Assert.Equal(
            Enumerable.Range(0, step.Weights!.Length).Select(j => aligned.Attention![step.Step, j]), step.Weights));
    }

    [Fact]
    public void Explain_WithoutAttention_HasFourParts()
    {
        using Translator translator = Create(AttentionScore.None);

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = Search }, Cancellation);

        Assert.Equal([StepPart.Read, StepPart.State, StepPart.Readout, StepPart.Predict], explanation.Order);
        Assert.Null(explanation.Model.Attention);
        Assert.NotNull(explanation.Source.Summary);
        Assert.All(explanation.Steps, step => Assert.Null(step.Weights ?? step.Scores ?? step.Context));
        Assert.Throws<ModelRequestException>(() => translator.Explain(Sentence, new ExplanationRequest { Weights = [new(0, [1, 0, 0, 0, 0])] }, Cancellation));
    }

    [Fact]
    public void Explain_WithoutVectors_LeavesThemOut()
    {
        using Translator translator = Create(AttentionScore.Additive);

        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Vectors = false }, Cancellation);

        Assert.Null(explanation.Source.States);
        Assert.All(explanation.Steps, step => Assert.True(step is { StateAfter: null, Context: null, Weights: not null }));
    }

    public static TheoryData<ExplanationRequest, string> Wrong => new()
    {
        { new() { Prefix = ["horse"] }, "\"horse\"" },
        { new() { Prefix = ["a"], Target = "a" }, "Leave out one" },
        { new() { Weights = [new(0, [1, 0])] }, "5 tokens" },
        { new() { Weights = [new(0, [0.5f, 0, 0, 0, 0])] }, "sum to 0.5" },
        { new() { Weights = [new(0, [2, -1, 0, 0, 0])] }, "negative" },
        { new() { Weights = [new(0, [1, 0, 0, 0, 0]), new(0, [1, 0, 0, 0, 0])] }, "twice" },
        { new() { Replaced = [new(4, "a")] }, "0 to 3" },
        { new() { Replaced = [new(1, "a"), new(1, "b")] }, "twice" },
        { new() { Prefix = ["a", "<eos>", "b"] }, "token 1 of them ends it" },
        { new() { Target = "a b", Weights = [new(3, [1, 0, 0, 0, 0])] }, "steps 0 to 2" },
        { new() { Candidates = 0 }, "1 to 1,000" },
        { new() { Hypothesis = 9 }, "Hypothesis 9" },
        { new() { Hypothesis = -1 }, "Hypothesis -1" },
        { new() { Weights = [new(-1, [1, 0, 0, 0, 0])] }, "step -1" },
        { new() { Target = " " }, "blank" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Explain_RequestThatDoesNotFit_SaysWhy(ExplanationRequest request, string part)
    {
        using Translator translator = Create(AttentionScore.Additive);

        ModelRequestException wrong = Assert.Throws<ModelRequestException>(() => translator.Explain(Sentence, request, Cancellation));

        Assert.Contains(part, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_Explanation_HasTheDocumentedMembers()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Explanation explanation = translator.Explain(Sentence, new ExplanationRequest { Search = Search }, Cancellation);

        JsonNode json = JsonNode.Parse(ExplanationJson.ToJson(explanation))!;

        Assert.Equal(ExplanationJson.Format, (string?)json["format"]);
        Assert.Equal("additive", (string?)json["model"]!["attention"]!["score"]);
        Assert.Equal(["read", "score", "weigh", "context", "state", "readout", "predict"], json["order"]!.AsArray().Select(part => (string)part!));
        Assert.Equal("c_t = Σ_j α_{tj} h_j", (string?)json["equations"]!["context"]!["text"]);
        Assert.Equal("zebra", (string?)json["source"]!["tokens"]![2]!["text"]);
        Assert.False((bool)json["source"]!["tokens"]![2]!["known"]!);
        Assert.Equal(explanation.Steps[1].LogProbability, (double)json["steps"]![1]!["logProbability"]!);
        Assert.Equal(explanation.Steps[1].Context![3], (float)json["steps"]![1]!["context"]![3]!);
        Assert.Equal("kept", (string?)json["tree"]![0]!["outcome"]);
    }

    [Theory]
    [InlineData("s_{t−1}^⊤ W h_j", "<msup><msub><mi>s</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub><mo>⊤</mo></msup><mi>W</mi><msub><mi>h</mi><mi>j</mi></msub>")]
    [InlineData("tanh(Σ_k α)", "<mi>tanh</mi><mo stretchy=\"false\">(</mo><msub><mo>Σ</mo><mi>k</mi></msub><mi>α</mi><mo stretchy=\"false\">)</mo>")]
    public void MathMl_Equation_IsWritten(string equation, string expected) =>
        Assert.Equal($"<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow>{expected}</mrow></math>", MathMl.Of(equation));

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> PathTo(Explanation explanation, SearchNode node) =>
        node.Parent is { } parent ? [.. PathTo(explanation, explanation.Tree[parent]), node.Token] : [];

    private Translator Create(AttentionScore attention)
    {
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12)
        {
            Attention = new(attention, Units: 4, Placement: AttentionPlacement.BeforeCell),
        };
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions(), Encoding = new EncodingOptions(12, 12) };
        return Create(new TranslatorOptions { Data = data, Model = shape, Decoding = Search });
    }

    private Translator Create(TranslatorOptions options)
    {
        Vocabulary vocabulary = new(["a", "b", "c", "d", "e"]);
        Seq2SeqModel model = new(options.Model, vocabulary.Count, vocabulary.Count);
        Draws.Fill(model.Parameters.All, seed: 5, range: 0.8f);
        TextModel source = new(options.Data.Source, vocabulary);
        TextModel target = new(options.Data.Target, vocabulary);
        new ModelFolder(_folder.Path).Create(options, source, target, model);
        return Translator.Load(_folder.Path);
    }
}
