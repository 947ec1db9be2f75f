using System.Net;
using System.Net.Sockets;
using System.Text;
using Dragoman.Server.Limits;

namespace Dragoman.Server.Tests;

/// <summary>Whatever is sent, the server neither fails nor hangs.</summary>
public sealed class HostileRequestTests(TinyModel model)
{
    private const int Mutations = 3_000;

    private static readonly string[] Paths = ["/v1/translate", "/v1/score", "/v1/explain", "/v1/models", "/v1/training/runs/first/metrics"];

    private static readonly string[] Seeds =
    [
        """{"text":"a b c","beam":3,"nBest":2,"lengthPenalty":1.5,"maxLength":20,"alignment":true,"attention":true,"stream":false}""",
        """{"text":["a","b x",""],"model":"tiny","stream":true}""",
        """{"text":["a","b"],"beam":4,"groups":2,"noRepeatNgram":2,"lengthNormalization":"length","maxLengthRatio":2,"prefixes":["Alpha",null],"constraints":[null,{"must":["Bravo"],"not":["Echo"]}]}""",
        """{"text":"a c","temperature":1.5,"topP":0.9,"seed":7,"minLength":3,"shortlist":2}""",
        """{"source":["a b","c"],"target":["Alpha","Bravo"]}""",
        """{"text":"a b","prefix":["alpha"],"weights":[{"step":0,"weights":[0.5,0.25,0.25]}],"replaced":[{"position":0,"text":"c"}],"candidates":3,"hypothesis":0,"vectors":false}""",
    ];

    [Fact]
    public async Task Requests_ChangedAtRandom_NeverFailTheServer()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, new ServerLimits { Time = TimeSpan.FromSeconds(20) }, training: model.First);

        await Parallel.ForEachAsync(Enumerable.Range(0, Mutations), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (seed, stop) =>
        {
            Random random = new(seed);
            byte[] body = Mutate(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]), random);
            using ByteArrayContent content = new(body);
            content.Headers.TryAddWithoutValidation("Content-Type", random.Next(20) == 0 ? "text/plain" : "application/json");
            using HttpResponseMessage response = await server.Client.PostAsync(Paths[random.Next(Paths.Length)], content, stop);
            Assert.True((int)response.StatusCode < 500, $"Request {seed} gave {(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}");
        });
    }

    [Theory]
    [InlineData("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", "404")]
    [InlineData("GET /assets/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n", "404")]
    [InlineData("GET /assets/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "400")]
    [InlineData("GET /v1/training/runs/%2e%2e/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", "404")]
    [InlineData("GET /v1/training/runs/a%0d%0aSet-Cookie:%20b/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", "404")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n", "400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "400")]
    [InlineData("POST /v1/translate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\n\r\n", "413")]
    [InlineData("NONSENSE\r\n\r\n", "400")]
    public async Task Bytes_ThatAreNoGoodRequest_AreRefused(string request, string status)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, training: model.First);

        string answer = await SendAsync(server, request);

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\nSet-Cookie", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Clients_ThatGoOrAreSlow_LeaveTheServerToOthers()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        Uri address = server.Client.BaseAddress!;
        List<TcpClient> slow = [];
        for (int i = 0; i < 50; i++)
        {
            TcpClient client = new();
            await client.ConnectAsync(address.Host, address.Port);
            byte[] half = Encoding.ASCII.GetBytes("POST /v1/translate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{\"text\":\"a");
            await client.GetStream().WriteAsync(half);
            if (i % 2 == 0)
            {
                client.LingerState = new LingerOption(true, 0);
                client.Dispose(); // Reset in the middle of a request.
            }
            else
            {
                slow.Add(client);
            }
        }

        using HttpResponseMessage response = await server.PostAsync("/v1/translate", """{"text":"a b"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, server.Catalog.Default.QueueLength);
        slow.ForEach(client => client.Dispose());
    }

    private static async Task<string> SendAsync(RunningServer server, string request)
    {
        Uri address = server.Client.BaseAddress!;
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)));
        using StreamReader reader = new(stream);
        try
        {
            return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    /// <summary>Changes, drops, doubles or inserts some bytes.</summary>
    private static byte[] Mutate(byte[] body, Random random)
    {
        List<byte> bytes = [.. body];
        for (int change = random.Next(1, 5); change > 0 && bytes.Count > 2; change--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 12), bytes.Count - place));
                    break;
                case 2:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(random.Next(1, 12), bytes.Count - place)));
                    break;
                case 3:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(Oddities[random.Next(Oddities.Length)]));
                    break;
                default:
                    int digit = bytes.FindIndex(place, value => value is >= (byte)'0' and <= (byte)'9');
                    bytes[digit < 0 ? place : digit] = (byte)('0' + random.Next(10));
                    break;
            }
        }

        return [.. bytes];
    }

    private static readonly string[] Oddities =
        ["null", "[]", "{}", "\"\"", "-1", "1e999", "NaN", "\\u0000", "\\ud800", "\u202e", "😀", "<unk>", "<eos>", "[[[[[[", "999999999999", "true,", "\"text\":", "\0"];
}
