using System.Text.Json.Nodes;
using Dragoman.Decoding;
using Dragoman.Neighbours;
using Dragoman.Server.Api;
using Dragoman.Server.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dragoman.Server.Operations;

/// <summary>Describes in the OpenAPI document what converters of our own read and write.</summary>
internal static class ConvertedSchemas
{
    /// <summary>Describes a string or an array of strings, and the words that stand for choices.</summary>
    internal static Task Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(OneOrMany))
        {
            OpenApiSchema text = new() { Type = JsonSchemaType.String };
            schema.OneOf = [text, new OpenApiSchema { Type = JsonSchemaType.Array, Items = text }];
        }

        if (WordsOf(Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) is { } words)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word)!)];
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string>? WordsOf(Type type) =>
        type == typeof(LengthNormalization) ? ChoiceConverter<LengthNormalization>.Words
        : type == typeof(TargetConstraint) ? ChoiceConverter<TargetConstraint>.Words
        : type == typeof(StateKind) ? ChoiceConverter<StateKind>.Words
        : null;
}
