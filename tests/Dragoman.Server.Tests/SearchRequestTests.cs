using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;

namespace Dragoman.Server.Tests;

/// <summary>Requests that say how to search: each option does what the library does with it, and what cannot be is refused in the caller's words.</summary>
public sealed class SearchRequestTests(TinyModel model)
{
    /// <summary>Members of a request, and the search that they ask for over that of the model.</summary>
    public static TheoryData<string, SearchOptions> Searches => new()
    {
        { "\"lengthNormalization\":\"length\",\"lengthPenalty\":0.5", new SearchOptions(LengthNormalization: LengthNormalization.Length, LengthPenalty: 0.5f) },
        { "\"lengthNormalization\":\"reward\",\"coveragePenalty\":0.5", new SearchOptions(LengthNormalization: LengthNormalization.Reward, CoveragePenalty: 0.5f) },
        { "\"beam\":4,\"groups\":2,\"diversity\":3", new SearchOptions(Beam: 4, Groups: 2, Diversity: 3f) },
        { "\"noRepeatNgram\":1", new SearchOptions(NoRepeatNgram: 1) },
        { "\"beam\":1,\"repetitionPenalty\":5", new SearchOptions(Beam: 1, RepetitionPenalty: 5f) },
        { "\"temperature\":2,\"topK\":4,\"topP\":0.9,\"seed\":7", new SearchOptions(Temperature: 2f, TopK: 4, TopP: 0.9f, Seed: 7) },
        { "\"minLength\":6,\"maxLength\":8", new SearchOptions(MinimumLength: 6, MaximumLength: 8) },
        { "\"minLengthRatio\":1.5,\"noUnknown\":true", new SearchOptions(MinimumLengthRatio: 1.5f, AllowUnknown: false) },
        { "\"minLengthRatio\":2.5,\"maxLengthRatio\":3", new SearchOptions(MinimumLengthRatio: 2.5f, MaximumLengthRatio: 3f, MaximumLength: 1000) },
        { "\"maxLengthRatio\":0.5", new SearchOptions(MaximumLengthRatio: 0.5f, MaximumLength: 1000) },
        { "\"shortlist\":2,\"shortlistFrequent\":3", new SearchOptions(Shortlist: 2, ShortlistFrequent: 3) },
        { "\"constraint\":\"none\"", new SearchOptions() },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Translate_AnOption_GivesWhatTheTranslatorGives(string members, SearchOptions search)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.Listed);
        using var translator = Translator.Load(model.Listed);

        JsonElement answer = await server.AskAsync("/v1/translate", $$"""{"text":["a b c x","f e"],"tokens":true,{{members}}}""");

        Translation[] expected = [.. translator.TranslateBatch(["a b c x", "f e"], search)];
        JsonElement[] found = [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("translations")[0])];
        Assert.Equal(expected.Select(best => best.Text), found.Select(best => best.GetProperty("text").GetString()));
        Assert.Equal(expected.Select(best => best.Score), found.Select(best => best.GetProperty("score").GetDouble()));
        Assert.Equal(expected[0].Tokens, found[0].GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!));
        Assert.Equal(expected[0].TokenLogProbabilities, found[0].GetProperty("tokenLogProbabilities").EnumerateArray().Select(number => number.GetDouble()));
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Explain_AnOption_GivesWhatTheTranslatorGives(string members, SearchOptions search)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.Listed);
        using var translator = Translator.Load(model.Listed);
        Explanation expected = translator.Explain("a b c x", new ExplanationRequest { Search = search, Vectors = false, Forbidden = ["Alpha Alpha"] });

        JsonElement answer = await server.AskAsync("/v1/explain", $$"""{"text":"a b c x","vectors":false,"not":["Alpha Alpha"],{{members}}}""");

        Assert.Equal(ExplanationJson.ToJson(expected with { Model = expected.Model with { Name = "tiny" } }), answer.GetRawText());
        Assert.Equal(
            translator.TranslateGuided(new TranslationRequest("a b c x") { Forbidden = ["Alpha Alpha"] }, search).Text,
            answer.GetProperty("hypotheses")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Translate_PrefixesAndConstraints_AreMetForEachSentence()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using var translator = Translator.Load(model.First);
        TranslationRequest[] requests = [new("a b") { Prefix = "Echo" }, new("c d") { Required = ["Foxtrot Alpha"], Forbidden = ["Charlie"] }, new("e")];

        JsonElement answer = await server.AskAsync(
            "/v1/translate",
            """{"text":["a b","c d","e"],"prefixes":["Echo",null,""],"constraints":[null,{"must":["Foxtrot Alpha"],"not":["Charlie"]},{}],"beam":8,"nBest":2}""");

        SearchOptions search = translator.Options.Decoding with { Beam = 8, BestCount = 2 };
        Assert.Equal(
            translator.TranslateGuidedNBestBatch(requests, search).SelectMany(best => best).Select(one => (one.Text, one.LogProbability)),
            answer.GetProperty("results").EnumerateArray().SelectMany(result => result.GetProperty("translations").EnumerateArray())
                .Select(one => (one.GetProperty("text").GetString()!, one.GetProperty("logProbability").GetDouble())));
    }

    [Fact]
    public async Task Explain_PrefixBeyondTheLimit_IsCountedInTokens()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        string prefix = string.Join(',', Enumerable.Repeat("\"alpha\"", 2000));

        using HttpResponseMessage response = await server.PostAsync("/v1/explain", $$"""{"text":"a","prefix":[{{prefix}}]}""");

        Assert.StartsWith("prefix has 2000 tokens; it may have ", await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_ReplaceUnknown_PutsTheSourceWordThere()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using var translator = Translator.Load(model.First);

        JsonElement answer = await server.AskAsync("/v1/translate", """{"text":"a zebra","prefixes":["<unk>"],"replaceUnknown":true}""");

        Translation found = translator.TranslateGuided(new TranslationRequest("a zebra") { Prefix = "<unk>" });
        string text = answer.GetProperty("results")[0].GetProperty("translations")[0].GetProperty("text").GetString()!;
        Assert.Equal(translator.ReplaceUnknown(found).Text, text);
        Assert.NotEqual(found.Text, text);
    }

    [Theory]
    [InlineData("\"lengthNormalization\":\"short\"", "($.lengthNormalization). Expected one of: wu, length, reward.")]
    [InlineData("\"constraint\":1", "($.constraint). Expected one of: none, trees.")]
    [InlineData("\"groups\":3,\"beam\":4", "groups is 3; it must be 1 to beam, which is 4, and divide it.")]
    [InlineData("\"groups\":0", "groups is 0; it must be 1 to beam")]
    [InlineData("\"groups\":5,\"diversity\":-1", "diversity is -1; it must be 0 to 100.")]
    [InlineData("\"diversity\":1", "diversity would have no effect, for groups is 1: there is no other group to differ from. Add, say, groups 5.")]
    [InlineData("\"noRepeatNgram\":101", "noRepeatNgram is 101; it must be 0 (off) to 100.")]
    [InlineData("\"repetitionPenalty\":0.5", "repetitionPenalty is 0.5; it must be 1 (off) to 100.")]
    [InlineData("\"temperature\":101", "temperature is 101; it must be 0 (off) to 100.")]
    [InlineData("\"temperature\":1,\"beam\":3", "beam would have no effect, for temperature is above 0: tokens are drawn, not searched for.")]
    [InlineData("\"topK\":3", "topK would have no effect, for temperature is 0: nothing is drawn at random. Add, say, temperature 1.")]
    [InlineData("\"topP\":0,\"temperature\":1", "topP is 0; it must be above 0, and at most 1 (all tokens).")]
    [InlineData("\"seed\":3", "seed would have no effect, for temperature is 0: nothing is drawn at random.")]
    [InlineData("\"seed\":-3", "($.seed)")]
    [InlineData("\"beam\":1,\"lengthNormalization\":\"wu\"", "lengthNormalization would have no effect, for beam is 1: there are no hypotheses to compare.")]
    [InlineData("\"minLength\":9,\"maxLength\":3", "minLength is more than maxLength, which is 3.")]
    [InlineData("\"minLength\":-1", "minLength is -1; it must be 0 to 10000.")]
    [InlineData("\"minLength\":1001", "minLength is 1001; it must be 0 (off) to 1000.")]
    [InlineData("\"minLengthRatio\":3", "minLengthRatio is 3; above 2 the longest translation must be given, too. Add maxLength or maxLengthRatio.")]
    [InlineData("\"maxLengthRatio\":101", "maxLengthRatio is 101; it must be 0 (off) to 100.")]
    [InlineData("\"shortlist\":6", "the model's lexical table holds at most 5 translations of a token. Ask for at most that.")]
    [InlineData("\"shortlistFrequent\":6", "shortlistFrequent would have no effect, for shortlist is 0: all tokens may be written. Add, say, shortlist 50.")]
    public async Task Request_AWrongOption_IsRefusedInItsWords(string members, string reason)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.Listed);
        foreach (string path in new[] { "/v1/translate", "/v1/explain" })
        {
            using HttpResponseMessage response = await server.PostAsync(path, $$"""{"text":"a",{{members}}}""");

            string detail = await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest);
            Assert.Contains(reason, detail, StringComparison.Ordinal);
            Assert.DoesNotContain("decoding.", detail, StringComparison.Ordinal);
            Assert.DoesNotContain(model.Listed, detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/v1/translate", "\"text\":\"a\",\"shortlist\":2", "shortlist is 2, but the model has no lexical table. Make it once: dragoman shortlist")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"temperature\":1,\"nBest\":33", "nBest is 33; it must be 1 to 32.")]
    [InlineData("/v1/translate", "\"text\":[\"a\",\"b\"],\"prefixes\":[\"Alpha\"]", "prefixes has 1 entry, but text has 2 sentences.")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"nBest\":1000000", "nBest is 1000000; it must be 1 to ")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"constraints\":[]", "constraints has 0 entries, but text has 1 sentence.")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"constraints\":[{\"must\":[null]}]", "must holds null.")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"constraints\":[{\"may\":[]}]", "There is no property \"may\" here.")]
    [InlineData("/v1/translate", "\"text\":[\"a\",\"b\"],\"prefixes\":[null,\"Horse\"]", "Sentence 1: the prefix \"Horse\" has \"horse\", which the target vocabulary does not have.")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"stream\":true,\"beam\":1,\"constraints\":[{\"must\":[\"Alpha\"]}]", "phrases are required, which needs beam search, but beam is 1.")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"constraints\":[{\"must\":[\"Alpha Bravo Alpha\"]}],\"maxLength\":2", "Raise maxLength, or require less.")]
    [InlineData("/v1/translate", "\"text\":\"a\",\"replaceUnknown\":true,\"noUnknown\":true", "replaceUnknown would have no effect: with noUnknown there is no <unk> to replace.")]
    [InlineData("/v1/explain", "\"text\":\"a\",\"must\":[\"Alpha\"],\"beam\":1", "phrases are required, which needs beam search, but beam is 1.")]
    [InlineData("/v1/explain", "\"text\":\"a\",\"target\":\"Alpha\",\"beam\":2", "beam would have no effect: with target nothing is searched for.")]
    [InlineData("/v1/explain", "\"text\":\"a\",\"target\":\"Alpha\",\"noRepeatNgram\":2", "noRepeatNgram would have no effect: with target nothing is searched for.")]
    [InlineData("/v1/explain", "\"text\":\"a\",\"target\":\"Alpha\",\"must\":[\"Alpha\"]", "nothing is searched for that could hold phrases. Leave out one of the two.")]
    [InlineData("/v1/explain", "\"text\":\"a\",\"nBest\":2", "There is no property \"nBest\" here.")]
    public async Task Request_WhatCannotBe_IsRefusedInItsWords(string path, string members, string reason)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.PostAsync(path, $$"""{{{members}}}""");

        string detail = await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains(reason, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("decoding.", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(model.First, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_BeamWiderThanTheLimit_IsUsedAsItIs()
    {
        using TestKit.TemporaryFolder folder = new();
        TinyModel.Copy(model.First, folder.Path);
        JsonNode config = JsonNode.Parse(await File.ReadAllTextAsync(folder["config.json"]))!;
        config["options"]!["decoding"]!["beam"] = 40;
        config["options"]!["decoding"]!["groups"] = 5;
        config["options"]!["decoding"]!["diversity"] = 0.5;
        await File.WriteAllTextAsync(folder["config.json"], config.ToJsonString());
        await using RunningServer server = await RunningServer.StartAsync(folder.Path);

        JsonElement own = await server.AskAsync("/v1/translate", """{"text":"a b"}""");
        JsonElement many = await server.AskAsync("/v1/translate", """{"text":"a b","beam":10,"nBest":3}""");
        using HttpResponseMessage wide = await server.PostAsync("/v1/translate", """{"text":"a b","beam":45}""");

        Assert.NotEqual(0, own.GetProperty("results").GetArrayLength());
        Assert.NotEqual(0, many.GetProperty("results").GetArrayLength());
        Assert.Contains("beam is 45; it must be 1 to 40.", await RunningServer.ProblemAsync(wide, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_In8BitsWithAShortlist_SearchesSoUnlessARequestSaysOtherwise()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.Listed, others: new ServerOptions { Precision = WeightPrecision.EightBit, Shortlist = 1, ShortlistFrequent = 1 });
        using var translator = Translator.Load(model.Listed, precision: WeightPrecision.EightBit);

        JsonElement usual = await server.AskAsync("/v1/translate", """{"text":"a b c"}""");
        JsonElement whole = await server.AskAsync("/v1/translate", """{"text":"a b c","shortlist":0}""");

        SearchOptions own = translator.Options.Decoding;
        Assert.Equal(translator.Translate("a b c", own with { Shortlist = 1, ShortlistFrequent = 1 }).LogProbability, LogProbability(usual));
        Assert.Equal(translator.Translate("a b c").LogProbability, LogProbability(whole));
        Assert.NotEqual(LogProbability(usual), LogProbability(whole));

        static double LogProbability(JsonElement answer) => answer.GetProperty("results")[0].GetProperty("translations")[0].GetProperty("logProbability").GetDouble();
    }

    [Fact]
    public async Task OpenApi_Document_NamesOptionsAndWords()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        JsonElement schemas = (await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");

        foreach (string request in new[] { "TranslateRequest", "ExplainRequest", "NeighboursRequest" })
        {
            JsonElement properties = schemas.GetProperty(request).GetProperty("properties");
            Assert.All(["beam", "noRepeatNgram", "topP", "shortlistFrequent", "minLengthRatio", "constraint"], name => Assert.True(properties.TryGetProperty(name, out _), name));
        }

        Assert.Contains("\"reward\"", schemas.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"trees\"", schemas.GetRawText(), StringComparison.Ordinal);
    }
}
