using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Shortlists;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Shortlists;

/// <summary>Shortlists as an application meets them: a table is learnt into a folder, and translators make translations of it.</summary>
public sealed class VocabularyShortlistTests : IDisposable
{
    private const string Words = "abcdefghijklmnopqrst";

    /// <summary>Each word means the word in capitals.</summary>
    private static readonly SentencePair[] Pairs =
    [
        .. Enumerable.Range(0, 60).Select(i => string.Join(' ', Enumerable.Range(0, 1 + (i % 4)).Select(j => Words[((7 * i) + (3 * j * j)) % Words.Length])))
            .Select(source => new SentencePair(source, source.ToUpperInvariant())),
    ];

    private static readonly string[] Sentences = ["a b c", "t", "q a f r s"];
    private static readonly SearchOptions Short = new(Beam: 3, BestCount: 2, Shortlist: 1, ShortlistFrequent: 2);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Learn_Pairs_WritesTheTranslations()
    {
        using Translator translator = Create(_folder.Path, seed: 5);
        List<double> shares = [];

        LearntShortlist learnt = VocabularyShortlist.Learn(
            translator, new MemoryCorpus(Pairs), _folder.Path, iterations: 10, progress: new Told(shares), cancellationToken: Cancellation);

        Assert.Equal((new ModelFolder(_folder.Path).ShortlistPath, Pairs.Length, Words.Length), (learnt.Path, learnt.Corpus.Pairs, learnt.SourceTokens));
        Assert.Equal(1, shares[^1]);
        LexicalTable table = LexicalTableFile.Read(learnt.Path, translator.Source.Vocabulary, translator.Target.Vocabulary);
        Assert.Equal(learnt.Translations, table.Translations.Length);
        Assert.All(Words, word => Assert.Equal(
            $"{word}".ToUpperInvariant(), translator.Target.Vocabulary.TokenOf(table.TranslationsOf(translator.Source.Vocabulary.IdOf($"{word}"))[0])));
    }

    [Fact]
    public void Learn_PairsThatTheModelDoesNotKnow_KeepsTheTableThatIsThere()
    {
        using Translator translator = Create(_folder.Path, seed: 5);
        string path = VocabularyShortlist.Learn(translator, new MemoryCorpus(Pairs), _folder.Path, cancellationToken: Cancellation).Path;
        byte[] before = File.ReadAllBytes(path);

        CorpusFormatException error = Assert.Throws<CorpusFormatException>(
            () => VocabularyShortlist.Learn(translator, new MemoryCorpus([new("1 2", "3 4")]), _folder.Path, cancellationToken: Cancellation));

        Assert.Contains("there is nothing to learn", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Learn_SomeTokensThatTheModelDoesNotKnow_TellsTheirShare()
    {
        using Translator translator = Create(_folder.Path, seed: 5);

        LearntShortlist learnt = VocabularyShortlist.Learn(translator, new MemoryCorpus([new("a b 3", "A 2")]), _folder.Path, cancellationToken: Cancellation);

        Assert.Equal((0.25, 1 / 3.0), (learnt.Corpus.UnknownSourceShare, learnt.Corpus.UnknownTargetShare)); // The end token counts.
    }

    [Fact]
    public void Learn_Twice_WritesTheSameBytes()
    {
        using Translator translator = Create(_folder.Path, seed: 5);
        string path = VocabularyShortlist.Learn(translator, new MemoryCorpus(Pairs), _folder.Path, cancellationToken: Cancellation).Path;
        byte[] first = File.ReadAllBytes(path);
        VocabularyShortlist.Learn(translator, new MemoryCorpus(Pairs), _folder.Path, cancellationToken: Cancellation);

        Assert.Equal(first, File.ReadAllBytes(path));
    }

    [Fact]
    public void Learn_NothingToLearnFrom_SaysSo()
    {
        using Translator translator = Create(_folder.Path, seed: 5);

        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() =>
            VocabularyShortlist.Learn(translator, new MemoryCorpus([new("a", " ")]), _folder.Path, cancellationToken: Cancellation));

        Assert.Contains("has no pair that the model would be trained on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TranslateNBestBatch_Shortlist_WritesItsTokensAndIsTheSameAlone()
    {
        using Translator translator = Learnt();

        IReadOnlyList<IReadOnlyList<Translation>> found = translator.TranslateNBestBatch(Sentences, Short, Cancellation);

        for (int i = 0; i < Sentences.Length; i++)
        {
            IReadOnlyList<Translation> alone = translator.TranslateNBest(Sentences[i], Short, Cancellation);
            Assert.Equal(alone.SelectMany(one => one.TokenLogProbabilities), found[i].SelectMany(one => one.TokenLogProbabilities));
            string allowed = Sentences[i].ToUpperInvariant() + Frequent(translator);
            Assert.All(found[i], translation => Assert.All(translation.Tokens, token => Assert.True(token == Vocabulary.UnkToken || allowed.Contains(token, StringComparison.Ordinal), token)));
        }

        Assert.NotEqual(
            translator.TranslateNBestBatch(Sentences, Short with { Shortlist = 0, ShortlistFrequent = 50 }, Cancellation).SelectMany(best => best).Select(one => one.Text),
            found.SelectMany(best => best).Select(one => one.Text));
    }

    [Theory]
    [InlineData(WeightPrecision.Full)]
    [InlineData(WeightPrecision.EightBit)]
    public void TranslateNBestBatch_ShortlistOfAll_HasTheSameBits(WeightPrecision precision)
    {
        using Translator translator = Learnt(precision);
        SearchOptions all = Short with { ShortlistFrequent = 1000 };

        Assert.Equal(
            translator.TranslateNBestBatch(Sentences, all with { Shortlist = 0 }, Cancellation).SelectMany(best => best).SelectMany(one => one.TokenLogProbabilities),
            translator.TranslateNBestBatch(Sentences, all, Cancellation).SelectMany(best => best).SelectMany(one => one.TokenLogProbabilities));
    }

    [Fact]
    public void TranslateGuided_PrefixAndPhrasesOutsideTheShortlist_AreMet()
    {
        using Translator translator = Learnt();
        TranslationRequest request = new("a b") { Prefix = "T S", Required = ["R Q"], Forbidden = ["A"] };

        Translation guided = translator.TranslateGuided(request, Short with { BestCount = 1, Beam = 5 }, Cancellation);

        Assert.StartsWith("T S", guided.Text, StringComparison.Ordinal);
        Assert.Contains("R Q", guided.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A", guided.Tokens);
    }

    [Fact]
    public void Translate_Ensemble_TakesTheTableOfTheFirst()
    {
        string second = _folder["second"];
        Create(second, seed: 6).Dispose();
        string first = _folder["first"];
        using (Translator learner = Create(first, seed: 5))
        {
            VocabularyShortlist.Learn(learner, new MemoryCorpus(Pairs), first, cancellationToken: Cancellation);
        }

        using Translator ensemble = Translator.LoadEnsemble([first, second]);
        using Translator reversed = Translator.LoadEnsemble([second, first]);

        string allowed = "T" + Frequent(ensemble);
        Assert.All(ensemble.TranslateNBest("t", Short, Cancellation).SelectMany(one => one.Tokens), token => Assert.Contains(token, allowed + Vocabulary.UnkToken, StringComparison.Ordinal));
        Assert.Throws<ConfigurationException>(() => reversed.TranslateNBest("t", Short, Cancellation));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 18)] // All scores are computed, and some are left out.
    [InlineData(1, 1000)] // Nothing is left out.
    public void Explain_Shortlist_ShowsTheTranslationOfTranslate(int shortlist, int frequent)
    {
        using Translator translator = Learnt();
        SearchOptions search = Short with { BestCount = 1, Shortlist = shortlist, ShortlistFrequent = frequent };
        TranslationRequest request = new(Sentences[2]) { Prefix = "T", Required = ["R Q"], Forbidden = ["A"] };

        Explanation explanation = translator.Explain(
            request.Text, new ExplanationRequest { Search = search, Prefix = ["T"], Required = request.Required, Forbidden = request.Forbidden, Candidates = 1000 }, Cancellation);

        Translation found = translator.TranslateGuided(request, search, Cancellation);
        Assert.Equal((found.Text, found.LogProbability, found.Score), (explanation.Hypotheses[0].Text, explanation.Hypotheses[0].LogProbability, explanation.Hypotheses[0].Score));
        Assert.All(explanation.Steps, step => Assert.Equal(found.TokenLogProbabilities[step.Step], step.LogProbability, 1e-12 * Math.Abs(found.LogProbability)));
        Assert.All(explanation.Steps, step => Assert.Equal(1, step.Candidates.Sum(candidate => candidate.Probability), 1e-5));
        Assert.Equal((shortlist, frequent), (explanation.Search.Shortlist, explanation.Search.ShortlistFrequent));
    }

    [Fact]
    public void Translate_NoTable_SaysHowToMakeOneAndFindsItThen()
    {
        using Translator translator = Create(_folder.Path, seed: 5);
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => translator.Translate("a", Short with { BestCount = 1 }, Cancellation));
        Assert.Equal(
            $"decoding.shortlist is above 0, but there is no lexical table {new ModelFolder(_folder.Path).ShortlistPath}. " +
            "Make it with dragoman shortlist from the pairs that the model was trained on, or set decoding.shortlist to 0.",
            error.Message);

        VocabularyShortlist.Learn(translator, new MemoryCorpus(Pairs), _folder.Path, cancellationToken: Cancellation);
        Assert.Single(translator.TranslateNBest("a", Short with { BestCount = 1 }, Cancellation));
    }

    [Fact]
    public void Translate_MoreThanTheTableHas_SaysSo()
    {
        using Translator translator = Create(_folder.Path, seed: 5);
        VocabularyShortlist.Learn(translator, new MemoryCorpus(Pairs), _folder.Path, best: 3, cancellationToken: Cancellation);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => translator.Translate("a", new SearchOptions(Shortlist: 4), Cancellation));

        Assert.Contains("holds at most 3 translations of a token. Choose at most that, or make the table anew with dragoman shortlist --best 4.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_TableOfAnotherModel_SaysSo()
    {
        using Translator translator = Learnt();
        string other = _folder["other"];
        using Translator reversed = Create(other, seed: 5, words: string.Concat(Words.Reverse()));
        File.Copy(new ModelFolder(_folder.Path).ShortlistPath, new ModelFolder(other).ShortlistPath);

        CheckpointException error = Assert.Throws<CheckpointException>(() => reversed.Translate("a", new SearchOptions(Shortlist: 4), Cancellation));

        Assert.Contains("the table was made with other vocabularies", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_TreesAndShortlist_WritesTrees()
    {
        string folder = _folder["trees"];
        using Translator translator = Create(folder, seed: 5, target: ["XX", "(S", ")S", "(NP", ")NP"]);
        VocabularyShortlist.Learn(translator, new MemoryCorpus([new("a", "XX"), new("b b", "(S XX XX )S")]), folder, cancellationToken: Cancellation);

        Translation tree = translator.Translate("a b c", new SearchOptions(Constraint: TargetConstraint.Trees, Shortlist: 1, ShortlistFrequent: 1), Cancellation);

        Assert.Equal(3, tree.Tokens.Count(token => token == "XX"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The two most frequent words of the pairs.</summary>
    private static string Frequent(Translator translator) => string.Concat(Pairs.SelectMany(pair => pair.Target.Split(' ')).GroupBy(word => word)
        .OrderByDescending(word => word.Count()).ThenBy(word => translator.Target.Vocabulary.IdOf(word.Key)).Take(2).Select(word => word.Key));

    private Translator Learnt(WeightPrecision precision = WeightPrecision.Full)
    {
        using (Translator learner = Create(_folder.Path, seed: 5))
        {
            VocabularyShortlist.Learn(learner, new MemoryCorpus(Pairs), _folder.Path, iterations: 10, cancellationToken: Cancellation);
        }

        return Translator.Load(_folder.Path, precision: precision);
    }

    private static Translator Create(string folder, int seed, string? words = null, string[]? target = null)
    {
        Vocabulary source = new((words ?? Words).Select(word => word.ToString()));
        Vocabulary written = new(target ?? [.. Words.Select(word => word.ToString().ToUpperInvariant())]);
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(AttentionScore.Additive, Units: 4) };
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions(), Encoding = new EncodingOptions(12, 12) };
        TranslatorOptions options = new() { Data = data, Model = shape, Decoding = new SearchOptions(BatchSize: 3) };
        Seq2SeqModel model = new(shape, source.Count, written.Count);
        Draws.Fill(model.Parameters.All, seed, range: 0.8f);
        new ModelFolder(folder).Create(options, new TextModel(data.Source, source), new TextModel(data.Target, written), model);
        return Translator.Load(folder);
    }

    private sealed class Told(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
