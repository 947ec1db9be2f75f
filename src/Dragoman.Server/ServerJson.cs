using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Decoding;
using Dragoman.Server.Api;
using Dragoman.Server.Operations;
using Dragoman.Server.Serialization;
using Dragoman.Server.Training;
using Microsoft.AspNetCore.Mvc;

namespace Dragoman.Server;

/// <summary>All JSON of the server: generated code, strict about what it reads.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowDuplicateProperties = false,
    Converters = [typeof(ChoiceConverter<LengthNormalization>), typeof(ChoiceConverter<TargetConstraint>)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TranslateRequest))]
[JsonSerializable(typeof(TranslateResponse))]
[JsonSerializable(typeof(StreamItem))]
[JsonSerializable(typeof(ScoreRequest))]
[JsonSerializable(typeof(ScoreResponse))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(NeighboursRequest))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(IReadOnlyList<RunDescription>))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ServerJson : JsonSerializerContext
{
    /// <summary>Makes endpoints read and write as this context does.</summary>
    /// <param name="options">Options of the endpoints.</param>
    internal static void Configure(JsonSerializerOptions options)
    {
        JsonSerializerOptions own = Default.Options;
        options.TypeInfoResolverChain.Insert(0, Default);
        foreach (JsonConverter converter in own.Converters)
        {
            options.Converters.Add(converter);
        }

        options.AllowDuplicateProperties = own.AllowDuplicateProperties;
        options.DefaultIgnoreCondition = own.DefaultIgnoreCondition;
        options.NumberHandling = own.NumberHandling;
        options.PropertyNameCaseInsensitive = own.PropertyNameCaseInsensitive;
        options.RespectNullableAnnotations = own.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = own.RespectRequiredConstructorParameters;
        options.UnmappedMemberHandling = own.UnmappedMemberHandling;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Words stay readable: the text is for HTTP, not for pasting into HTML.
    }
}
