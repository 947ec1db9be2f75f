using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Configuration;

/// <summary>Writes enum values as camel-case words; numbers are not accepted.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
