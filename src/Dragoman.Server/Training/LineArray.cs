using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;

namespace Dragoman.Server.Training;

/// <summary>Sends the lines of a file as a JSON array, as they are read: a long file takes no more memory than some lines of it.</summary>
/// <param name="path">The file; of one that is not there, the array is empty.</param>
internal sealed class LineArray(string path) : IResult
{
    private const int MostHeldBack = 1 << 16; // bytes, before a client has to take them

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = MediaTypeNames.Application.Json + "; charset=utf-8";
        PipeWriter body = httpContext.Response.BodyWriter;
        bool isFirst = true;
        foreach (ReadOnlyMemory<byte> line in new LineTail(path).Read())
        {
            body.Write(isFirst ? "["u8 : ","u8);
            body.Write(line.Span);
            isFirst = false;
            if (body.UnflushedBytes > MostHeldBack)
            {
                await body.FlushAsync(httpContext.RequestAborted).ConfigureAwait(false);
            }
        }

        body.Write(isFirst ? "[]"u8 : "]"u8);
        await body.FlushAsync(httpContext.RequestAborted).ConfigureAwait(false);
    }
}
