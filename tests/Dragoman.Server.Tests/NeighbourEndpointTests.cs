using System.Net;
using System.Text.Json;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Storage;

namespace Dragoman.Server.Tests;

public sealed class NeighbourEndpointTests(TinyModel model)
{
    [Theory]
    [InlineData("encoder")]
    [InlineData("decoder")]
    [InlineData("context")]
    public async Task Neighbours_OfASentenceOfTheIndex_AreItsOwnStates(string of)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.Indexed);

        JsonElement found = await server.AskAsync("/v1/neighbours", $$"""{"text":"a b","target":"Alpha Bravo","of":"{{of}}","position":1,"count":3}""");

        JsonElement nearest = found.GetProperty("neighbours")[0];
        Assert.Equal(1, nearest.GetProperty("similarity").GetDouble(), 1e-5);
        Assert.Equal(1, nearest.GetProperty("position").GetInt32());
        Assert.Equal(3, found.GetProperty("neighbours").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"text":"a b","of":"encoder","position":9}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"text":"a b","of":"encoder","count":0}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"text":"a b","of":"nothing"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"text":"a b","of":3}""", HttpStatusCode.BadRequest)]
    public async Task Neighbours_ThatCannotBe_AreRefused(string body, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.Indexed);

        using HttpResponseMessage response = await server.PostAsync("/v1/neighbours", body);

        await RunningServer.ProblemAsync(response, status);
    }

    [Fact]
    public async Task Neighbours_IndexBuiltAnew_IsSeenAtOnce()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dragoman-server-");
        TinyModel.Copy(model.Indexed, folder.FullName);
        await using RunningServer server = await RunningServer.StartAsync(folder.FullName);
        const string Request = """{"text":"f","of":"encoder","position":0,"count":1}""";
        JsonElement before = await server.AskAsync("/v1/neighbours", Request);

        using (var translator = Translator.Load(folder.FullName))
        {
            NeighbourIndex.Build(
                translator, new MemoryCorpus([new("f", "Foxtrot")]), new ModelFolder(folder.FullName).NeighboursPath, cancellationToken: TestContext.Current.CancellationToken);
        }

        JsonElement after = await server.AskAsync("/v1/neighbours", Request);
        Assert.NotEqual("f", before.GetProperty("neighbours")[0].GetProperty("token").GetString());
        Assert.Equal("f", after.GetProperty("neighbours")[0].GetProperty("token").GetString());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Neighbours_Served8Bits_AreThoseOfTheIndexIn32()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.Indexed, others: new ServerOptions { Precision = WeightPrecision.EightBit });

        JsonElement found = await server.AskAsync("/v1/neighbours", """{"text":"a b","target":"Alpha Bravo","of":"encoder","position":1,"count":1}""");

        Assert.InRange(found.GetProperty("neighbours")[0].GetProperty("similarity").GetDouble(), 0.99, 1.01);
    }

    [Fact]
    public async Task Neighbours_WithoutAnIndex_TellHowToMakeOne()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.PostAsync("/v1/neighbours", """{"text":"a b","of":"encoder"}""");

        Assert.Contains("dragoman index", await RunningServer.ProblemAsync(response, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbours_WithADamagedIndex_AreUnavailable_AndTheRestGoesOn()
    {
        using TestKit.TemporaryFolder folder = new();
        TinyModel.Copy(model.Indexed, folder.Path);
        string path = folder["neighbours.safetensors"];
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))[..^9], TestContext.Current.CancellationToken);
        await using RunningServer server = await RunningServer.StartAsync(folder.Path);

        using HttpResponseMessage response = await server.PostAsync("/v1/neighbours", """{"text":"a b","of":"encoder"}""");

        Assert.Contains("dragoman index", await RunningServer.ProblemAsync(response, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await server.AskAsync("/v1/translate", """{"text":"a b"}""");
    }

    [Theory]
    [InlineData("?word=a&side=source", null)]
    [InlineData("?word=Alpha&side=target", null)]
    [InlineData("?word=a&side=Source", "side is \"Source\"; it must be source or target.")]
    [InlineData("?word=a&count=abc", "count is \"abc\"; it must be a whole number, 1 to 100.")]
    [InlineData("?word=a&count=101", "count is 101; it must be a whole number, 1 to 100.")]
    [InlineData("", "word is missing")]
    [InlineData("?word=a&plus=b&plus=c", null)]
    [InlineData("?word=a&Count=2", null)]
    [InlineData("?word=a&minus=a", "Nothing is left of a − a: each word that is added is taken away, too.")]
    [InlineData("?word=a&word=b", "word is given 2 times; expected one value.")]
    [InlineData("?wrod=a", "There is no query parameter \"wrod\" here; there are: word, model, side, minus, plus, count. Did you mean \"word\"?")]
    [InlineData("?word=%0d%0aSet-Cookie:%20a", "The vocabulary has no word \"\uFFFD\uFFFDSet-Cookie: a\".")]
    public async Task Words_ByTheirQuery_AreFoundOrRefused(string query, string? problem)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.Client.GetAsync(new Uri("/v1/words" + query, UriKind.Relative), TestContext.Current.CancellationToken);

        if (problem is null)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        else
        {
            Assert.Contains(problem, await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Trajectories_OfASentence_HaveAPointForEachToken()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        JsonElement answer = await server.AskAsync("/v1/trajectories", """{"text":"a b c"}""");

        Assert.Equal(4, answer.GetProperty("encoder").GetArrayLength());
    }

    [Fact]
    public async Task Words_NearAWord_AreOthers()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage near = await server.Client.GetAsync(new Uri("/v1/words?word=a&minus=b&plus=c&count=2", UriKind.Relative), TestContext.Current.CancellationToken);
        using HttpResponseMessage unknown = await server.Client.GetAsync(new Uri("/v1/words?word=zebra", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, near.StatusCode);
        Assert.Contains("zebra", await RunningServer.ProblemAsync(unknown, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }
}
