using Dragoman.Configuration;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Options;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Constraints;

/// <summary>Models that have learnt nothing and still write trees.</summary>
public sealed class ConstrainedTranslatorTests : IDisposable
{
    private static readonly SearchOptions Trees = new(Beam: 4, MaximumLengthRatio: 5f, Constraint: TargetConstraint.Trees);
    private static readonly string[] Sentences = ["a", "a b", "c zebra b a e", "d d d d d d d d d"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0f, true)]
    [InlineData(4, 0f, true)]
    [InlineData(1, 1f, true)]
    [InlineData(4, 0f, false)]
    public void Translate_Trees_WritesATreeForEachSentence(int beam, float temperature, bool appendEos)
    {
        using var one = Translator.Load(Create("one", appendEos: appendEos));
        using var several = Translator.LoadEnsemble([Create("one", appendEos: appendEos), Create("two", 2, appendEos: appendEos)]);
        foreach (Translator translator in new[] { one, several })
        {
            SearchOptions search = Trees with { Beam = beam, BestCount = beam, Temperature = temperature };

            IReadOnlyList<IReadOnlyList<Translation>> found = translator.TranslateNBestBatch(Sentences, search, Cancellation);

            Assert.All(found.Zip(Sentences), sentence => Assert.All(sentence.First, translation =>
                Assert.True(TreeConstraintTests.IsTree(translation.Text, sentence.Second.Split(' ').Length), translation.Text)));
        }
    }

    [Fact]
    public void Explain_Trees_FindsWhatTranslateFinds()
    {
        using var translator = Translator.Load(Create("one"));

        Explanation explanation = translator.Explain(Sentences[2], cancellationToken: Cancellation);
        Explanation begun = translator.Explain(Sentences[2], new ExplanationRequest { Prefix = ["(NP", "(S", "XX"] }, Cancellation);

        Assert.Equal(translator.Translate(Sentences[2], cancellationToken: Cancellation).Text, explanation.Hypotheses[0].Text);
        Assert.Equal(TargetConstraint.Trees, explanation.Search.Constraint);
        Assert.All(begun.Hypotheses, hypothesis => Assert.True(TreeConstraintTests.IsTree(hypothesis.Text, 5), hypothesis.Text));
        Assert.Contains("\"constraint\":\"trees\"", ExplanationJson.ToJson(explanation), StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_VocabularyOfNoTrees_SaysSo()
    {
        using var translator = Translator.Load(Create("words", tokens: ["XX", "YY"]));

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => translator.Translate("a b", cancellationToken: Cancellation));

        Assert.StartsWith("decoding.constraint is trees, but the target vocabulary cannot write a tree: it must have a leaf", error.Message, StringComparison.Ordinal);
        Assert.All(translator.Translate("a b", Trees with { Constraint = TargetConstraint.None }, Cancellation).Tokens, token => Assert.Contains(token, (string[])["XX", "YY", "<unk>"]));
    }

    [Fact]
    public void Validate_TreesOfCharacters_NamesTheTokenizer()
    {
        TranslatorOptions options = Preset.Find("parse").Options;
        options = options.WithData(data => data with { Target = data.Target with { Tokenizer = TokenizerKind.Character } });

        Assert.StartsWith("decoding.constraint is trees, but data.target.tokenizer is character: ", Assert.Single(options.Validate()), StringComparison.Ordinal);
        Assert.Empty(options.WithDecoding(_ => new SearchOptions()).Validate());
    }

    public void Dispose() => _folder.Dispose();

    private string Create(string name, int seed = 1, bool appendEos = true, string[]? tokens = null)
    {
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(Units: 4) };
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions(), Encoding = new() { AppendEosToSource = appendEos } };
        Vocabulary words = new(["a", "b", "c", "d", "e"]);
        Vocabulary brackets = new(tokens ?? ["(S", ")S", "(NP", ")NP", "XX", ".", "unread(able"]);
        Seq2SeqModel model = new(shape, words.Count, brackets.Count);
        Draws.Fill(model.Parameters.All, seed, range: 0.8f);
        TranslatorOptions options = new() { Data = data, Model = shape, Decoding = Trees };
        new ModelFolder(_folder[name]).Create(options, new TextModel(data.Source, words), new TextModel(data.Target, brackets), model);
        return _folder[name];
    }
}
