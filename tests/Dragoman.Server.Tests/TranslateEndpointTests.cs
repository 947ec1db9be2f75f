using System.Net;
using System.Text.Json;
using Dragoman.Alignments;
using Dragoman.Server.Limits;

namespace Dragoman.Server.Tests;

public sealed class TranslateEndpointTests(TinyModel model)
{
    [Fact]
    public async Task Translate_ASentence_GivesWhatTheTranslatorGives()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using var translator = Translator.Load(model.First);

        JsonElement answer = await server.AskAsync("/v1/translate", """{"text":"a b c"}""");

        Assert.Equal("tiny", answer.GetProperty("model").GetString());
        JsonElement found = answer.GetProperty("results")[0].GetProperty("translations")[0];
        Translation expected = translator.Translate("a b c");
        Assert.Equal(expected.Text, found.GetProperty("text").GetString());
        Assert.Equal(expected.LogProbability, found.GetProperty("logProbability").GetDouble());
        Assert.False(found.TryGetProperty("tokens", out _));
    }

    [Fact]
    public async Task Translate_WithEverything_GivesLinksAndWeightsOfEachBest()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using var translator = Translator.Load(model.First);
        IReadOnlyList<Translation> expected = translator.TranslateNBest("c a", translator.Options.Decoding with { Beam = 4, BestCount = 3, LengthPenalty = 0.5f });

        JsonElement answer = await server.AskAsync(
            "/v1/translate", """{"text":["c a"],"model":"tiny","beam":4,"nBest":3,"lengthPenalty":0.5,"alignment":true,"attention":true}""");

        JsonElement[] found = [.. answer.GetProperty("results")[0].GetProperty("translations").EnumerateArray()];
        Assert.Equal(expected.Select(best => best.Text), found.Select(best => best.GetProperty("text").GetString()));
        Assert.Equal(AttentionJson.ToJson(expected[0].Attention!), found[0].GetProperty("attention").GetRawText());
        Assert.Equal(
            HardAlignment.Of(expected[0].Attention!).Select(link => $"[{link.Source},{link.Target}]"),
            found[0].GetProperty("alignment").EnumerateArray().Select(link => link.GetRawText()));
    }

    [Theory]
    [InlineData("application/json", "application/x-ndjson", "{")]
    [InlineData("text/event-stream", "text/event-stream", "data: {")]
    public async Task Translate_AsStream_SendsASentenceALine(string accept, string type, string start)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        server.Client.DefaultRequestHeaders.Add("Accept", accept);

        using HttpResponseMessage response = await server.PostAsync("/v1/translate", """{"text":["a","b c",""],"stream":true}""");

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["a", "b c", ""], lines.Select(line => Source(line[(start.Length - 1)..])));
        Assert.All(lines, line => Assert.StartsWith(start, line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"text":"a","beam":0}""", "beam is 0")]
    [InlineData("""{"text":"a","beam":33}""", "1 to 32")]
    [InlineData("""{"text":"a","nBest":9,"beam":3}""", "nBest is 9")]
    [InlineData("""{"text":"a","maxLength":0}""", "maxLength is 0")]
    [InlineData("""{"text":"a","lengthPenalty":-1}""", "lengthPenalty is -1")]
    [InlineData("""{"text":"a","coveragePenalty":11}""", "coveragePenalty is 11")]
    [InlineData("""{"text":"a","beem":3}""", "\"beem\"")]
    [InlineData("""{"text":"a",}""", "There is a comma behind the last member, which JSON does not allow.")]
    [InlineData("""{"text":"a","text":"b"}""", "The property \"text\" stands twice.")]
    [InlineData("""{"text":"a","nBest":5.5}""", "($.nBest). Expected a whole number that is not too large.")]
    [InlineData("""{"beam":3}""", "'text'")]
    [InlineData("""{"text":null}""", "not of the kind")]
    [InlineData("""{"text":[null]}""", "Expected a string in the array")]
    [InlineData("""{"text":{"a":1}}""", "a string or an array of strings")]
    [InlineData("""{"text":"a","beam":"3"}""", "($.beam). A value is not the number that is expected here.")]
    [InlineData("""{"text":"a","seed":-1}""", "($.seed). Expected a whole number that is neither negative nor too large.")]
    [InlineData("""{"text":"a","temperature":"hot"}""", "($.temperature). A value is not the number that is expected here.")]
    [InlineData("""{"text":"a","stream":1}""", "($.stream). A value is neither true nor false, as is expected here.")]
    [InlineData("""{"text":"a","model":1}""", "($.model). A value is not the text that is expected here.")]
    [InlineData("""{"text":"\ud800"}""", "surrogate")]
    [InlineData("""{"text":"a" """, "line 1")]
    [InlineData("""[]""", "not the JSON")]
    [InlineData("", "empty")]
    public async Task Translate_ABadRequest_IsRefusedWithTheReason(string body, string reason)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.PostAsync("/v1/translate", body);

        string detail = await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains(reason, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Dragoman.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_MoreThanTheLimits_IsRefused()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.First, new ServerLimits { Sentences = 2, Characters = 20, BodyBytes = 4096, Tokens = 4 });

        using HttpResponseMessage many = await server.PostAsync("/v1/translate", """{"text":["a","b","c"]}""");
        using HttpResponseMessage longSentence = await server.PostAsync("/v1/translate", $$"""{"text":"{{new string('a', 21)}}"}""");
        using HttpResponseMessage large = await server.PostAsync("/v1/translate", $$"""{"text":"{{new string('a', 5000)}}"}""");
        JsonElement cut = await server.AskAsync("/v1/translate", """{"text":"a b c d e f"}""");

        Assert.Contains("3 sentences", await RunningServer.ProblemAsync(many, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("21 characters", await RunningServer.ProblemAsync(longSentence, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("4096 bytes", await RunningServer.ProblemAsync(large, HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        Assert.True(cut.GetProperty("results")[0].GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Score_Pairs_GivesWhatTheTranslatorGives()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using var translator = Translator.Load(model.First);

        JsonElement answer = await server.AskAsync("/v1/score", """{"source":["a b",""],"target":["Alpha Bravo","Alpha"]}""");

        JsonElement[] scores = [.. answer.GetProperty("scores").EnumerateArray()];
        Assert.Equal(translator.Score("a b", "Alpha Bravo").LogProbability, scores[0].GetProperty("logProbability").GetDouble());
        Assert.False(scores[1].TryGetProperty("logProbability", out _));
    }

    [Theory]
    [InlineData("""{"source":"a","target":["Alpha"]}""")]
    [InlineData("""{"source":["a"],"target":["Alpha","Bravo"]}""")]
    [InlineData("""{"source":"a"}""")]
    public async Task Score_OfSidesThatDoNotMatch_IsRefused(string body)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.PostAsync("/v1/score", body);

        await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Translate_DamagedLiteral_IsRefusedInFewWords()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.PostAsync("/v1/translate", "{\"text\": tru" + new string('x', 5000) + "}");

        Assert.InRange((await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest)).Length, 1, 500);
    }

    [Fact]
    public async Task Model_ByName_IsTheOneThatTranslates()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, models: options => options.AddModel(model.Second, "other"));

        JsonElement answer = await server.AskAsync("/v1/translate", """{"text":"a","model":"other"}""");
        using HttpResponseMessage missing = await server.PostAsync("/v1/translate", """{"text":"a","model":"../../etc/passwd"}""");

        using var translator = Translator.Load(model.Second);
        Assert.Equal(translator.Translate("a").Text, answer.GetProperty("results")[0].GetProperty("translations")[0].GetProperty("text").GetString());
        Assert.Contains("tiny, other", await RunningServer.ProblemAsync(missing, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    private static string? Source(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("result").GetProperty("source").GetString();
}
