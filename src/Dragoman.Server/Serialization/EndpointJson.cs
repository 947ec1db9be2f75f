using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Dragoman.Server.Serialization;

/// <summary>The JSON of the endpoints, for what goes out by other ways than an endpoint's result.</summary>
internal static class EndpointJson
{
    /// <summary>How a type is written.</summary>
    /// <typeparam name="T">The type.</typeparam>
    internal static JsonTypeInfo<T> JsonOf<T>(this HttpContext context) =>
        (JsonTypeInfo<T>)context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions.GetTypeInfo(typeof(T));
}
