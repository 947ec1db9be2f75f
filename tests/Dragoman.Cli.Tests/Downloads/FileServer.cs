using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dragoman.Cli.Tests.Downloads;

/// <summary>A server on this machine that gives one file, as well or as badly as a test wants.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly List<string> _ranges = [];

    private FileServer(WebApplication application)
    {
        _application = application;
    }

    /// <summary>Its address.</summary>
    internal Uri Url => new(_application.Urls.Single());

    /// <summary>The Range header of each request so far; empty for none.</summary>
    internal string[] Ranges
    {
        get
        {
            lock (_ranges)
            {
                return [.. _ranges];
            }
        }
    }

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers a request, given its number from 0.</param>
    /// <param name="certificate">Its certificate; null for plain http.</param>
    internal static async Task<FileServer> StartAsync(Func<HttpContext, int, Task> answer, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MinResponseDataRate = null;
            options.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                if (certificate is not null)
                {
                    endpoint.UseHttps(certificate);
                }
            });
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        FileServer server = new(builder.Build());
        server._application.Run(context =>
        {
            int number;
            lock (server._ranges)
            {
                number = server._ranges.Count;
                server._ranges.Add(context.Request.Headers.Range.ToString());
            }

            return answer(context, number);
        });
        await server._application.StartAsync();
        return server;
    }

    /// <summary>Gives a file as a good server does: with an entity tag, in ranges if the tag still holds.</summary>
    /// <param name="context">The request.</param>
    /// <param name="content">The file.</param>
    /// <param name="tag">Mark of its version.</param>
    /// <param name="cutAfter">Bytes after which the server closes the connection, fewer than it has announced; null for none.</param>
    internal static async Task GiveAsync(HttpContext context, byte[] content, string tag = "v1", int? cutAfter = null)
    {
        string quoted = $"\"{tag}\"";
        int start = 0;
        if (context.Request.Headers.Range.ToString() is ['b', 'y', 't', 'e', 's', '=', .. var range] && context.Request.Headers.IfRange == quoted)
        {
            start = int.Parse(range.TrimEnd('-'), CultureInfo.InvariantCulture);
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
        }

        context.Response.Headers.ETag = quoted;
        context.Response.ContentLength = content.Length - start;
        int end = cutAfter is { } count ? start + count : content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(start, end - start), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
