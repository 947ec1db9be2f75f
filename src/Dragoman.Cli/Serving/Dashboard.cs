using System.Diagnostics;
using Dragoman.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Dragoman.Cli.Serving;

/// <summary>The page that shows a training of this process while it runs.</summary>
internal sealed class Dashboard : IDisposable
{
    private readonly WebApplication _server;

    private Dashboard(WebApplication server)
    {
        _server = server;
    }

    /// <summary>Starts to show a training at a free port of this machine, and says where.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="terminal">Where to say it: as an error, so that the output stays that of the training.</param>
    internal static Dashboard Start(string folder, Terminal terminal)
    {
        if (!WebBuild.IsThis)
        {
            throw new UnreachableException("A build without the web hands over before it trains.");
        }

        WebApplication server = TranslationServer.Create(new ServerOptions
        {
            Urls = ["http://127.0.0.1:0"],
            TrainingFolders = [folder],
            TrainsHere = true,
            HandlesSignals = false, // They stop the training.
        });
        server.Start();
        terminal.Error.WriteLine($"The training is shown at {server.Urls.First()}/training.");
        return new Dashboard(server);
    }

    /// <summary>Stops to show it.</summary>
    public void Dispose()
    {
        _server.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_server).Dispose();
    }
}
