using Dragoman.Server.Api;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dragoman.Server.Operations;

/// <summary>Describes in the OpenAPI document what converters of our own read and write.</summary>
internal static class OneOrManySchema
{
    /// <summary>Describes a string or an array of strings.</summary>
    internal static Task Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(OneOrMany))
        {
            OpenApiSchema text = new() { Type = JsonSchemaType.String };
            schema.OneOf = [text, new OpenApiSchema { Type = JsonSchemaType.Array, Items = text }];
        }

        return Task.CompletedTask;
    }
}
