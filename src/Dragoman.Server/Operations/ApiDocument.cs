using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dragoman.Server.Operations;

/// <summary>The head of the OpenAPI document.</summary>
internal static class ApiDocument
{
    /// <summary>Writes it.</summary>
    internal static Task Apply(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Dragoman",
            Version = "v1",
            Description = "Sequence-to-sequence models with attention. Errors are problem details (RFC 9457).",
        };
        document.Servers?.Clear(); // The address by which the document was asked for is the right one.
        return Task.CompletedTask;
    }
}
