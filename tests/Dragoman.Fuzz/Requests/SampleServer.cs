using System.Text;
using Dragoman.Server;
using Dragoman.Server.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dragoman.Fuzz.Requests;

/// <summary>A server of this process with tiny models, which tells whether it still answers good requests as it did at first.</summary>
internal sealed class SampleServer : IDisposable
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private readonly FaultLog _log = new();
    private readonly (byte[] Request, byte[] Answer)[] _steady;
    private int _next;

    /// <summary>Starts it.</summary>
    /// <param name="models">Its models: the first has attention, the second has none.</param>
    internal SampleServer(SampleModel[] models)
    {
        _app = TranslationServer.Create(new ServerOptions
        {
            Urls = ["http://127.0.0.1:0"],
            Limits = new ServerLimits { Time = LongestRequest },
            TrainingFolders = [models[0].Folder],
            Models = options => options.AddModel(models[0].Folder, "tiny").AddModel(models[1].Folder, "plain"),
        });
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
        _app.Start();
        Client = new Client(new Uri(_app.Urls.First()).Port, LongestRequest * 2);
        _steady = [.. GoodRequests.Steady.Select(request => request.ToBytes()).Select(request => (request, Body(request)))];
    }

    /// <summary>Sends it requests.</summary>
    internal Client Client { get; }

    /// <summary>What has gone wrong in the server since the last call, as far as it shows: in its log, or in the answer to a good request.</summary>
    /// <returns>Null if nothing.</returns>
    internal string? FindFault()
    {
        (byte[] request, byte[] answer) = _steady[_next++ % _steady.Length];
        return _log.Take() is [string fault, ..] ? $"the server logged: {fault}"
            : !Body(request).AsSpan().SequenceEqual(answer) ? $"another answer than before to {Encoding.UTF8.GetString(request)}"
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
    }

    private byte[] Body(byte[] request)
    {
        RawAnswer answer = Client.Ask(request);
        return answer.Status == 200 ? answer.Body() : throw new InvalidOperationException(
            $"A good request got {answer.Status}: {Encoding.UTF8.GetString(request)} {Encoding.UTF8.GetString(answer.Bytes)}");
    }
}
