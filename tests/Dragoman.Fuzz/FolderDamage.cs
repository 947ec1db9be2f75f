namespace Dragoman.Fuzz;

/// <summary>Damage to a model folder: to one of its files, to what stands in a file's place, or by what a crash may leave.</summary>
internal static class FolderDamage
{
    private static readonly string[] Names = ["config.json", "model.safetensors", "source.vocab", "target.vocab", "training/state.safetensors", "neighbours.safetensors", "shortlist.safetensors"];

    /// <summary>Damages a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="models">Models whose files may get into it.</param>
    /// <param name="random">Chooses the damage.</param>
    /// <returns>What was done.</returns>
    internal static string Do(string folder, SampleModel[] models, Random random)
    {
        string name = Names[random.Next(Names.Length)];
        string path = Path.Combine(folder, name);
        bool holdsTensors = name.EndsWith(".safetensors", StringComparison.Ordinal);
        return name + ": " + random.Next(10) switch
        {
            0 or 1 => Bytes(path, random),
            2 => Place(path, random),
            3 => Swap(path, Path.Combine(models[random.Next(models.Length)].Folder, Names[random.Next(Names.Length)])),
            4 => Leftover(folder, name, random),
            _ when holdsTensors => WeightDamage.Do(path, random),
            _ when name == "config.json" => Json(path, random),
            _ => Lines(path, random),
        };
    }

    private static string Bytes(string path, Random random)
    {
        (string damage, byte[] bytes) = ByteDamage.Do(File.ReadAllBytes(path), random);
        File.WriteAllBytes(path, bytes);
        return damage;
    }

    private static string Json(string path, Random random)
    {
        (string damage, string json) = JsonDamage.Do(File.ReadAllText(path), random);
        if (random.Next(3) == 0 && json.StartsWith('{') && !damage.EndsWith("doubled", StringComparison.Ordinal))
        {
            (string second, json) = JsonDamage.Do(json.Contains("1e999", StringComparison.Ordinal) ? "{}" : json, random);
            damage += " and " + second;
        }

        File.WriteAllText(path, json);
        return damage;
    }

    private static string Swap(string path, string other)
    {
        File.Copy(other, path, overwrite: true);
        return $"replaced by {other}";
    }

    private static string Lines(string path, Random random)
    {
        List<string> lines = [.. File.ReadAllLines(path)];
        int at = random.Next(lines.Count);
        switch (random.Next(6))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[random.Next(lines.Count)]);
                break;
            case 2:
                lines[at] += "x";
                break;
            case 3:
                lines.RemoveRange(4, lines.Count - 4);
                break;
            case 4:
                lines.AddRange(Enumerable.Range(0, 100_000).Select(i => $"word{i}"));
                break;
            default:
                lines[at] = new string('x', 1_000_000);
                break;
        }

        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return $"lines changed at {at}";
    }

    private static string Place(string path, Random random)
    {
        File.Delete(path);
        switch (random.Next(6))
        {
            case 0:
                return "missing";
            case 1:
                Directory.CreateDirectory(path);
                return "a folder";
            case 2:
                File.CreateSymbolicLink(path, path);
                return "a link to itself";
            case 3:
                File.CreateSymbolicLink(path, path + ".gone");
                return "a link to nothing";
            case 4:
                File.WriteAllBytes(path, []);
                return "empty";
            default:
                return Fifo.Make(path) == 0 ? "a FIFO" : "missing";
        }
    }

    /// <summary>What an update that was cut off leaves: whole, damaged, or not made by this program at all.</summary>
    private static string Leftover(string folder, string name, Random random)
    {
        string work = random.Next(2) == 0 ? ".committed" : ".staging";
        string path = Path.Combine(folder, work, name);
        if (random.Next(8) == 0)
        {
            File.WriteAllText(Path.Combine(folder, work), "x");
            return $"{work} is a file";
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(Path.Combine(folder, name), path);
        string damage = random.Next(3) switch
        {
            0 => "whole",
            1 => Bytes(path, random),
            _ => Place(path, random),
        };
        return $"in {work}: {damage}";
    }
}
