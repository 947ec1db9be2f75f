using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Configuration;

namespace Dragoman.Neighbours;

/// <summary>Writes neighbours and trajectories as JSON.</summary>
/// <remarks>
/// <c>{"of":"encoder","position":3,"token":"area","neighbours":[{"similarity":0.98,"source":…,"target":…,"position":4,"token":…,"tokens":[…]}]}</c>;
/// <c>{"word":"king","neighbours":[{"word":"queen","similarity":0.8}]}</c>;
/// <c>{"of":"decoder","explained":[0.4,0.2],"points":[{"step":0,"token":…,"x":…,"y":…}],"encoderExplained":[…],"encoder":[{"position":0,"token":…,"x":…,"y":…}]}</c>.
/// </remarks>
public static class NeighbourJson
{
    /// <summary>The JSON text of the neighbours of a state, on one line.</summary>
    /// <param name="neighbours">The neighbours.</param>
    public static string ToJson(StateNeighbours neighbours) => JsonSerializer.Serialize(neighbours, NeighbourSerializer.Readable.StateNeighbours);

    /// <summary>The JSON text of the neighbours of a word, on one line.</summary>
    /// <param name="words">The neighbours.</param>
    public static string ToJson(WordNeighbourhood words) => JsonSerializer.Serialize(words, NeighbourSerializer.Readable.WordNeighbourhood);

    /// <summary>The JSON text of trajectories, on one line.</summary>
    /// <param name="trajectories">The trajectories.</param>
    public static string ToJson(Trajectories trajectories) => JsonSerializer.Serialize(trajectories, NeighbourSerializer.Readable.Trajectories);
}

/// <summary>Writes neighbours without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = new[] { typeof(CamelCaseEnumConverter<StateKind>) })]
[JsonSerializable(typeof(StateNeighbours))]
[JsonSerializable(typeof(WordNeighbourhood))]
[JsonSerializable(typeof(Trajectories))]
internal sealed partial class NeighbourSerializer : JsonSerializerContext
{
    private static readonly Lazy<NeighbourSerializer> OfReadableWords = new(static () =>
        new NeighbourSerializer(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>Leaves words readable.</summary>
    internal static NeighbourSerializer Readable => OfReadableWords.Value;
}
