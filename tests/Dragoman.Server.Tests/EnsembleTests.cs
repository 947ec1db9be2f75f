using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Hosting;

namespace Dragoman.Server.Tests;

/// <summary>Several models that translate together under one name.</summary>
public sealed class EnsembleTests(TinyModel model)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Translate_Ensemble_GivesWhatTheLibraryGives()
    {
        await using RunningServer server = await StartAsync();
        using var together = Translator.LoadEnsemble([model.First, model.Sibling]);
        string[] sentences = [.. TinyModel.Sentences.Take(16)];

        JsonElement answer = await server.AskAsync("/v1/translate", JsonSerializer.Serialize(new { text = sentences }));

        Assert.Equal(
            together.TranslateBatch(sentences, cancellationToken: Cancellation).Select(translation => (translation.Text, translation.LogProbability)),
            answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("translations")[0])
                .Select(best => (best.GetProperty("text").GetString()!, best.GetProperty("logProbability").GetDouble())));
    }

    [Fact]
    public async Task Models_Ensemble_TellsItsMembers()
    {
        await using RunningServer server = await StartAsync();

        JsonElement models = await server.Client.GetFromJsonAsync<JsonElement>("/v1/models", Cancellation);

        Assert.Equal([("tiny", 2), ("alone", 1)], models.GetProperty("models").EnumerateArray().Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("members").GetInt32())));
    }

    [Theory]
    [InlineData("/v1/explain", """{"text":"a b"}""", """{"text":"a b","model":"tiny"}""")]
    [InlineData("/v1/trajectories", """{"text":"a b"}""", """{"text":"a b","model":"tiny"}""")]
    public async Task LookInside_TakesOneThatIsAlone(string path, string unnamed, string named)
    {
        await using RunningServer server = await StartAsync();

        await server.AskAsync(path, unnamed);
        using HttpResponseMessage refused = await server.PostAsync(path, named);

        Assert.StartsWith("tiny is 2 models that translate together, and this looks into one.", await RunningServer.ProblemAsync(refused, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_OfAnEnsemble_AreRefused()
    {
        await using RunningServer server = await StartAsync();

        using HttpResponseMessage refused = await server.Client.GetAsync(new Uri("/v1/words?word=a&model=tiny", UriKind.Relative), Cancellation);

        Assert.Contains("in /v1/models its members are 1", await RunningServer.ProblemAsync(refused, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public void AddToEnsemble_UnknownName_ListsTheModels()
    {
        DragomanOptions options = new DragomanOptions().AddModel(model.First, "tiny");

        ArgumentException error = Assert.Throws<ArgumentException>(() => options.AddToEnsemble("big", model.Sibling));

        Assert.Contains("There is no model of the name big", error.Message, StringComparison.Ordinal);
        Assert.Contains("the models are: tiny.", error.Message, StringComparison.Ordinal);
    }

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(
        model.First, models: options => options.AddToEnsemble("tiny", model.Sibling).AddModel(model.First, "alone"));
}
