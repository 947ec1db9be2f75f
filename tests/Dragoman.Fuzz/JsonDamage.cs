using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dragoman.Fuzz;

/// <summary>Damage to JSON that leaves it JSON: values at the edge of what is possible, members left out, renamed, doubled.</summary>
internal static class JsonDamage
{
    private static readonly string[] Extremes =
    [
        "0", "-1", "1", "2", "7", "16", "65536", "65537", "1000000000", "2147483647", "2147483648", "-9223372036854775808", "9223372036854775807",
        "18446744073709551615", "1e38", "1e300", "1e999", "-0.0", "0.5", "1.5", "null", "true", "\"\"", "\"1\"", "\"NaN\"", "\"none\"", "\"custom\"", "[]", "{}",
        "[0]", "[1,1]", "[2147483647,2147483647]", "[4294967296,4294967296,4294967296]", "[0,9223372036854775807]", "[-1,3]", "[[[[[[[[[[[[1]]]]]]]]]]]]",
    ];

    /// <summary>Damages a JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="random">Chooses the damage.</param>
    /// <returns>What was done, and the result.</returns>
    internal static (string Damage, string Json) Do(string json, Random random)
    {
        JsonNode root = JsonNode.Parse(json)!;
        List<(JsonObject Owner, string Key)> members = [.. Members(root)];
        if (members.Count == 0)
        {
            return ("an array around it", $"[{json}]");
        }

        (JsonObject owner, string key) = members[random.Next(members.Count)];
        string extreme = Extremes[random.Next(Extremes.Length)];
        switch (random.Next(8))
        {
            case 0:
                owner.Remove(key);
                return ($"{key} left out", root.ToJsonString());
            case 1:
                JsonNode? value = owner[key];
                owner.Remove(key);
                owner[key + "s"] = value;
                return ($"{key} renamed", root.ToJsonString());
            case 2:
                string text = root.ToJsonString();
                string name = JsonSerializer.Serialize(key);
                int at = text.IndexOf(name + ":", StringComparison.Ordinal);
                return ($"{key} doubled", at < 0 ? text : text.Insert(at, $"{name}:{extreme},"));
            case 3:
                return ("nested deeply", new string('[', 1000) + json + new string(']', 1000));
            case 4 when random.Next(4) == 0:
                return ("another text", extreme);
            default:
                const string Place = "damaged here";
                owner[key] = Place;
                return ($"{key} = {extreme}", root.ToJsonString().Replace($"\"{Place}\"", extreme, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<(JsonObject Owner, string Key)> Members(JsonNode? node) => node is JsonObject owner
        ? owner.SelectMany(member => Members(member.Value).Append((owner, member.Key)))
        : [];
}
