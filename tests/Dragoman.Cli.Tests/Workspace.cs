using System.Text;

namespace Dragoman.Cli.Tests;

/// <summary>A folder for one test, deleted afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Settings of a model that trains in less than a second.</summary>
    internal static readonly string[] TinyRecipe =
    [
        "--preset", "d2l-bahdanau", "--threads", "1",
        "--set", "model.embedSize=12", "--set", "model.encoderHiddenSize=12", "--set", "model.decoderHiddenSize=12",
        "--set", "model.encoderLayers=1", "--set", "model.decoderLayers=1", "--set", "model.attention.units=12",
        "--set", "data.batching.batchSize=16", "--set", "data.vocabulary.minimumFrequency=1", "--set", "data.validationShare=0.1",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dragoman-cli-");

    /// <summary>Its path.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>Path of a file or folder inside.</summary>
    internal string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file and returns its path.</summary>
    internal string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file and returns its path.</summary>
    internal string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    /// <summary>Writes a corpus of letters and the words for them, each in order.</summary>
    internal string WriteCorpus(string name = "pairs.tsv", int count = 240)
    {
        string[] letters = ["a", "b", "c", "d", "e", "f"];
        string[] words = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"];
        Random random = new(7);
        StringBuilder text = new();
        for (int i = 0; i < count; i++)
        {
            int[] picks = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(letters.Length))];
            text.AppendJoin(' ', picks.Select(pick => letters[pick])).Append('\t').AppendJoin(' ', picks.Select(pick => words[pick])).Append('\n');
        }

        return Write(name, text.ToString());
    }

    /// <summary>Copies a model folder here and returns its path.</summary>
    internal string CopyOf(string model)
    {
        foreach (string file in Directory.GetFiles(model, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(this["copy"], Path.GetRelativePath(model, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return this["copy"];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
