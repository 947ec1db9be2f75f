using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Alignments;

namespace Dragoman.Server.Api;

/// <summary>Writes attention weights as <see cref="AttentionJson"/> does.</summary>
internal sealed class AttentionMapConverter : JsonConverter<AttentionMap>
{
    /// <inheritdoc/>
    public override AttentionMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Attention weights are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AttentionMap value, JsonSerializerOptions options) => AttentionJson.Write(writer, value);
}
