using System.IO.Compression;
using System.Text;
using Dragoman.Data;

namespace Dragoman.Fuzz;

/// <summary>Makes damaged corpora: tab-separated or in two files, plain or compressed.</summary>
internal static class CorpusDamage
{
    private const int LongLine = 100;

    private static readonly string[] LineEnds = ["\n", "\r\n", "\r", "\n\n", "\u2028", "\u0085"];
    private static readonly string[] Awkward =
    [
        "", " ", "\0", "\u00a0", "\u200b", "\ufeff", "\t", "\t\t", "<eos>", "<unk> <pad>", "\U0001F600", "e\u0301", "\u0338", "\ufffd", "\"",
    ];

    /// <summary>Makes a corpus.</summary>
    /// <param name="folder">Where its files go.</param>
    /// <param name="random">Chooses the damage.</param>
    /// <returns>What is wrong with it, and the corpus.</returns>
    internal static (string Damage, ICorpus Corpus) Make(string folder, Random random)
    {
        if (random.Next(3) > 0)
        {
            (string damage, string path) = Write(folder, "pairs.tsv", [.. SampleModel.Pairs.Select(pair => $"{pair.Source}\t{pair.Target}")], random);
            return ($"tsv: {damage}", new TsvCorpus(path));
        }

        (string sourceDamage, string source) = Write(folder, "pairs.a", [.. SampleModel.Pairs.Select(pair => pair.Source)], random);
        (string targetDamage, string target) = Write(folder, "pairs.b", [.. SampleModel.Pairs.Select(pair => pair.Target)], random);
        return ($"parallel: {sourceDamage}; {targetDamage}", new ParallelCorpus(source, target));
    }

    private static (string Damage, string Path) Write(string folder, string name, List<string> lines, Random random)
    {
        List<string> damages = [];
        for (int change = random.Next(4); change > 0; change--)
        {
            damages.Add(ChangeLine(lines, random));
        }

        string end = LineEnds[random.Next(3) == 0 ? random.Next(LineEnds.Length) : 0];
        string text = string.Concat(lines.Select(line => line + (random.Next(20) == 0 ? LineEnds[random.Next(LineEnds.Length)] : end)));
        Encoding encoding = random.Next(10) switch { 0 => Encoding.Unicode, 1 => Encoding.Latin1, 2 => Encoding.UTF32, _ => new UTF8Encoding(random.Next(4) == 0) };
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(text)];
        damages.Add(encoding.WebName);
        bool isCompressed = random.Next(3) == 0;
        if (isCompressed && random.Next(2) == 0)
        {
            (string inner, bytes) = ByteDamage.Do(bytes, random);
            damages.Add(inner + " before compression");
        }

        bytes = isCompressed ? Compress(bytes) : bytes;
        if (random.Next(2) == 0)
        {
            (string outer, bytes) = ByteDamage.Do(bytes, random);
            damages.Add(outer);
        }

        string path = Path.Combine(folder, name + (isCompressed ? ".gz" : ""));
        File.WriteAllBytes(path, bytes);
        return (string.Join(", ", damages), path);
    }

    private static string ChangeLine(List<string> lines, Random random)
    {
        int at = random.Next(lines.Count);
        string line = lines[at].Length < LongLine ? lines[at] : "a b"; // Twice made very long would be more than there is memory.
        string awkward = Awkward[random.Next(Awkward.Length)];
        switch (random.Next(5))
        {
            case 0:
                lines[at] = awkward;
                return $"line {at} replaced";
            case 1:
                lines[at] = line + awkward + line;
                return $"line {at} lengthened";
            case 2:
                lines[at] = string.Concat(Enumerable.Repeat(line + " ", 100_000)) + awkward;
                return $"line {at} made very long";
            case 3:
                lines.RemoveRange(at, lines.Count - at);
                lines.Add(awkward);
                return $"cut at line {at}";
            default:
                lines[at] = new string('w', 1 << random.Next(20)) + awkward;
                return $"line {at} one long word";
        }
    }

    private static byte[] Compress(byte[] bytes)
    {
        using MemoryStream result = new();
        using (GZipStream gzip = new(result, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return result.ToArray();
    }
}
