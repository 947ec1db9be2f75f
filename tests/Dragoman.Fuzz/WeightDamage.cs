using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Dragoman.Fuzz;

/// <summary>Damage to a safetensors file that its checksum does not show: header and numbers changed, and the checksum taken out.</summary>
internal static class WeightDamage
{
    private static readonly float[] Numbers =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -float.MaxValue, 1e38f, 1e20f, -1e10f, float.Epsilon, 0f];

    /// <summary>Damages a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="random">Chooses the damage.</param>
    /// <returns>What was done.</returns>
    internal static string Do(string path, Random random)
    {
        byte[] file = File.ReadAllBytes(path);
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        byte[] data = file[(8 + length)..];
        JsonNode root = JsonNode.Parse(Encoding.UTF8.GetString(file, 8, length))!;
        root["__metadata__"]!.AsObject().Remove("crc32c");
        string damage;
        string header = root.ToJsonString();
        switch (random.Next(3))
        {
            case 0:
                (damage, header) = JsonDamage.Do(header, random);
                break;
            case 1:
                JsonObject metadata = root["__metadata__"]!.AsObject();
                (damage, string changed) = JsonDamage.Do(metadata.ToJsonString(), random);
                header = header.Replace(metadata.ToJsonString(), changed, StringComparison.Ordinal);
                break;
            default:
                float number = Numbers[random.Next(Numbers.Length)];
                int start = random.Next(data.Length / sizeof(float));
                int end = random.Next(2) == 0 ? start + 1 : data.Length / sizeof(float);
                for (int i = start; i < end; i++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * sizeof(float)), number);
                }

                damage = $"numbers {start} to {end - 1} = {number}";
                break;
        }

        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] prefix = BitConverter.GetBytes((ulong)text.Length);
        File.WriteAllBytes(path, [.. prefix, .. text, .. data]);
        return damage;
    }
}
