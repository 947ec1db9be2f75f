using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests;

/// <summary>Translations that must be something.</summary>
public sealed class GuidedTranslatorTests : IDisposable
{
    private static readonly string[] Sentences = ["a b c", "f e d c b a", "d", "b b", "e a f"];
    private static readonly string[] Prefixes = ["c", "", "b b a", "f", "e d c b a f e d c b a f e d c b a f"]; // The last is longer than its translation may be.

    private readonly TemporaryFolder _folder = new();
    private readonly Translator _translator;

    public GuidedTranslatorTests()
    {
        _translator = Create();
    }

    public static TheoryData<SearchOptions> Searches =>
    [
        SearchOptions.Greedy,
        new SearchOptions(Beam: 3, BestCount: 3),
        new SearchOptions(Beam: 3, BestCount: 2, MaximumLength: 2),
        new SearchOptions(Beam: 2, NoRepeatNgram: 2, RepetitionPenalty: 1.3f),
        new SearchOptions(Temperature: 1f, BestCount: 3, TopP: 0.9f),
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public void TranslateGuided_Prefixes_EqualForcedDecodingOfTheWhole(SearchOptions options)
    {
        IReadOnlyList<IReadOnlyList<Translation>> found = _translator.TranslateGuidedNBestBatch(Requests(), options, TestContext.Current.CancellationToken);

        for (int i = 0; i < Sentences.Length; i++)
        {
            Assert.All(found[i], translation =>
            {
                string[] prefix = Prefixes[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(prefix, translation.Tokens.Take(prefix.Length));
                if (translation.Tokens.Count == 0 || translation.Tokens.Contains(Vocabulary.UnkToken))
                {
                    return; // Cannot be given as text.
                }

                Translation forced = _translator.Score(translation.Source, translation.Text, TestContext.Current.CancellationToken);
                int count = translation.TokenLogProbabilities.Count;
                Assert.Equal(translation.TokenLogProbabilities.Sum(), translation.LogProbability, 1e-4);
                Assert.All(forced.TokenLogProbabilities.Take(count).Zip(translation.TokenLogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
            });
        }
    }

    [Fact]
    public void TranslateGuided_Batch_EqualsEachAlone()
    {
        SearchOptions options = new(Beam: 3, BestCount: 2);
        IReadOnlyList<IReadOnlyList<Translation>> together = _translator.TranslateGuidedNBestBatch(Requests(), options, TestContext.Current.CancellationToken);
        for (int i = 0; i < Sentences.Length; i++)
        {
            IReadOnlyList<Translation> alone = Assert.Single(_translator.TranslateGuidedNBestBatch([Requests()[i]], options, TestContext.Current.CancellationToken));
            Assert.Equal(alone.Select(one => one.Text), together[i].Select(one => one.Text));
        }
    }

    [Fact]
    public void TranslateGuided_NothingAskedFor_IsTheSameAsTranslate()
    {
        IReadOnlyList<Translation> expected = _translator.TranslateNBest(Sentences[1], new SearchOptions(BestCount: 3), TestContext.Current.CancellationToken);
        IReadOnlyList<Translation> guided =
            _translator.TranslateGuidedNBestBatch([new TranslationRequest(Sentences[1])], new SearchOptions(BestCount: 3), TestContext.Current.CancellationToken)[0];

        Assert.Equal(expected.SelectMany(one => one.TokenLogProbabilities), guided.SelectMany(one => one.TokenLogProbabilities));
    }

    [Fact]
    public void TranslateGuided_OwnBeginningAsPrefix_GivesTheSameTranslation()
    {
        Translation free = _translator.Translate(Sentences[1], SearchOptions.Greedy, TestContext.Current.CancellationToken);
        Assert.True(free.Tokens.Count > 2, free.Text);

        Translation guided = _translator.TranslateGuided(
            new TranslationRequest(Sentences[1]) { Prefix = string.Join(' ', free.Tokens.Take(2)) }, SearchOptions.Greedy, TestContext.Current.CancellationToken);

        Assert.Equal(free.TokenLogProbabilities, guided.TokenLogProbabilities);
    }

    [Fact]
    public void TranslateGuided_PrefixThatEndsInAMark_GoesOnWithOrWithoutASpaceAsTheModelHasIt()
    {
        HashSet<string> ends = [];
        for (int seed = 1; seed <= 6; seed++)
        {
            using TemporaryFolder folder = new();
            using Translator translator = Create(folder.Path, seed, ["a", "b", "￭'", "￭'￭"], new TextOptions(PartPunctuation: true));
            double apart = translator.Align("b a", "a' b", TestContext.Current.CancellationToken).TokenLogProbabilities[1];
            double joined = translator.Align("b a", "a'b", TestContext.Current.CancellationToken).TokenLogProbabilities[1];

            foreach (SearchOptions search in new[] { SearchOptions.Greedy, new SearchOptions(Beam: 1) })
            {
                Translation guided = translator.TranslateGuided(new TranslationRequest("b a") { Prefix = "a'" }, search, TestContext.Current.CancellationToken);

                Assert.Equal(["a", apart > joined ? "￭'" : "￭'￭"], guided.Tokens.Take(2));
                ends.Add(guided.Tokens[1]);
            }
        }

        Assert.Equal(2, ends.Count);
    }

    [Fact]
    public void TranslateGuided_PrefixLongerThanAllowed_IsTheWholeTranslation()
    {
        Translation cut = _translator.TranslateGuided(
            new TranslationRequest("a") { Prefix = "a b c" }, new SearchOptions(MaximumLength: 2), TestContext.Current.CancellationToken);

        Assert.Equal("a b c", cut.Text);
        Assert.False(cut.IsComplete);
    }

    [Fact]
    public void TranslateGuided_PrefixOfUnknownWords_SaysWhichOfWhichSentence()
    {
        TranslationRequest[] requests = [new("a"), new("b") { Prefix = "a zebra" }];

        TranslationRequestException error = Assert.Throws<TranslationRequestException>(() =>
            _translator.TranslateGuidedNBestBatch(requests, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(1, error.Index);
        Assert.Equal("Sentence 1: " + error.Problem, error.Message);
        Assert.StartsWith("the prefix \"a zebra\" has \"zebra\", which the target vocabulary does not have.", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task TranslateTokensAsync_AnySearch_GivesTheTokensOfTranslate(SearchOptions options)
    {
        SearchOptions search = options with { BestCount = 1 };
        foreach (string sentence in Sentences.Append(" "))
        {
            Translation expected = _translator.Translate(sentence, search, TestContext.Current.CancellationToken);
            List<WrittenToken> written = [];
            await foreach (WrittenToken token in _translator.TranslateTokensAsync(sentence, search, TestContext.Current.CancellationToken))
            {
                written.Add(token);
            }

            Assert.Equal(expected.Tokens, written.Select(token => token.Token));
            Assert.Equal(expected.TokenLogProbabilities.Take(written.Count), written.Select(token => token.LogProbability));
            Assert.Equal(expected.Text, written.LastOrDefault()?.Text ?? "");
        }
    }

    [Fact]
    public async Task TranslateTokensAsync_ReaderWhoHasEnough_StopsTheSearch()
    {
        SearchOptions endless = new(Beam: 1, MinimumLength: 10_000, MaximumLength: 100_000);
        await foreach (WrittenToken token in _translator.TranslateTokensAsync("a b", endless, TestContext.Current.CancellationToken))
        {
            Assert.NotEqual("", token.Text);
            break;
        }
    }

    [Fact]
    public async Task TranslateTokensAsync_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        SearchOptions endless = new(Beam: 1, MinimumLength: 10_000, MaximumLength: 100_000);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (WrittenToken token in _translator.TranslateTokensAsync("a b", endless, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task TranslateTokensAsync_InvalidOptions_Throws() => await Assert.ThrowsAsync<Dragoman.Options.ConfigurationException>(async () =>
    {
        await foreach (WrittenToken token in _translator.TranslateTokensAsync("a b", new SearchOptions(TopP: 2f), TestContext.Current.CancellationToken))
        {
            Assert.Fail(token.Text);
        }
    });

    [Fact]
    public void TranslateGuided_Phrases_AreThereAndNot()
    {
        TranslationRequest[] requests =
        [
            new(Sentences[0]) { Required = ["f e", "a", "a"], Forbidden = ["b", "c d"] },
            new(Sentences[1]),
            new(Sentences[2]) { Prefix = "f", Required = ["f e"], Forbidden = ["c d"] },
        ];

        IReadOnlyList<IReadOnlyList<Translation>> found =
            _translator.TranslateGuidedNBestBatch(requests, new SearchOptions(Beam: 4, BestCount: 4), TestContext.Current.CancellationToken);

        Assert.All(found[0], translation =>
        {
            Assert.Contains("f e", translation.Text, StringComparison.Ordinal);
            Assert.Contains("a", translation.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("b", translation.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("c d", translation.Text, StringComparison.Ordinal);
        });
        Assert.Equal(_translator.TranslateNBest(Sentences[1], new SearchOptions(Beam: 4, BestCount: 4), TestContext.Current.CancellationToken).Select(one => one.Text), found[1].Select(one => one.Text));
        Assert.All(found[2], translation => Assert.True(translation.Text.StartsWith("f ", StringComparison.Ordinal) && translation.Text.Contains("f e", StringComparison.Ordinal)));
    }

    public static TheoryData<TranslationRequest, SearchOptions, string> Impossible => new()
    {
        { new("a") { Required = ["a", " "] }, new(), "a required phrase is blank. Leave it out." },
        { new("a") { Forbidden = [""] }, new(), "a forbidden phrase is blank. Leave it out." },
        { new("a") { Required = ["zebra"] }, new(), "the required phrase \"zebra\" has \"zebra\", which the target vocabulary does not have." },
        { new("a") { Forbidden = ["a zebra"] }, new(), "the forbidden phrase \"a zebra\" has \"zebra\"" },
        { new("a") { Required = ["a"] }, new(Beam: 1), "phrases are required, which needs beam search, but decoding.beam is 1." },
        { new("a") { Required = ["a"] }, new(Temperature: 1f), "phrases are required, which needs beam search, but decoding.temperature is above 0." },
        { new("a") { Required = ["a b c"], Forbidden = ["b c"] }, new(), "the required phrase \"a b c\" holds \"b c\", which is forbidden." },
        { new("a") { Prefix = "<unk> b" }, new(AllowUnknown: false), "the prefix \"<unk> b\" holds <unk>, which is never to be written (decoding.allowUnknown)." },
        { new("a") { Prefix = "a b c", Forbidden = ["b c"] }, new(), "the prefix \"a b c\" holds \"b c\", which is forbidden." },
        { new("a") { Required = ["a b", "c d"] }, new(MaximumLength: 3), "the required phrases have 4 tokens, but the longest translation has 3." },
        { new("a") { Required = ["a", "b"], Forbidden = ["a b", "b a"] }, new(MaximumLength: 2), "the required phrases do not go together without a forbidden one in the 2 tokens" },
        { new("a") { Prefix = "c a", Required = ["a b", "c d"] }, new(MaximumLength: 4), "the required phrases and the prefix have 5 tokens, but the longest translation has 4." },
    };

    [Fact]
    public void TranslateGuided_NothingButForbiddenWords_IsRefused()
    {
        string[] all = [.. Enumerable.Range(Vocabulary.SpecialCount, _translator.Target.Vocabulary.Count - Vocabulary.SpecialCount).Select(_translator.Target.Vocabulary.TokenOf)];

        TranslationRequestException error = Assert.Throws<TranslationRequestException>(() => _translator.TranslateGuided(
            new TranslationRequest("a b") { Forbidden = all }, new SearchOptions(Beam: 3, AllowUnknown: false, MinimumLength: 2), TestContext.Current.CancellationToken));

        Assert.StartsWith("nothing could be written without a phrase that is forbidden.", error.Problem, StringComparison.Ordinal);
        ModelRequestException unexplained = Assert.Throws<ModelRequestException>(() => _translator.Explain(
            "a b",
            new ExplanationRequest { Forbidden = all, Search = new SearchOptions(Beam: 3, AllowUnknown: false, MinimumLength: 2) },
            TestContext.Current.CancellationToken));
        Assert.StartsWith("Nothing could be written without a phrase that is forbidden.", unexplained.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void TranslateGuided_WhatCannotBe_SaysWhy(TranslationRequest request, SearchOptions options, string problem)
    {
        TranslationRequestException error = Assert.Throws<TranslationRequestException>(() =>
            _translator.TranslateGuided(request, options, TestContext.Current.CancellationToken));

        Assert.StartsWith(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TranslateGuided_BlankSentence_StaysBlank() => Assert.Equal(
        "", _translator.TranslateGuided(new TranslationRequest(" ") { Prefix = "a" }, cancellationToken: TestContext.Current.CancellationToken).Text);

    public void Dispose()
    {
        _translator.Dispose();
        _folder.Dispose();
    }

    private static TranslationRequest[] Requests() => [.. Sentences.Zip(Prefixes, (sentence, prefix) => new TranslationRequest(sentence) { Prefix = prefix })];

    private Translator Create() => Create(_folder.Path, seed: 5, "abcdef".Select(word => word.ToString()), new TextOptions());

    private static Translator Create(string folder, int seed, IEnumerable<string> words, TextOptions text)
    {
        Vocabulary vocabulary = new(words);
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(AttentionScore.Additive, Units: 4) };
        DataOptions data = new() { Source = text, Target = text, Encoding = new EncodingOptions(12, 12) };
        TranslatorOptions options = new() { Data = data, Model = shape, Decoding = new SearchOptions(BatchSize: 3) };
        Seq2SeqModel model = new(shape, vocabulary.Count, vocabulary.Count);
        Draws.Fill(model.Parameters.All, seed, range: 0.8f);
        new ModelFolder(folder).Create(options, new TextModel(data.Source, vocabulary), new TextModel(data.Target, vocabulary), model);
        return Translator.Load(folder);
    }
}
