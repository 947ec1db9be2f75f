using Dragoman.TestKit;

namespace Dragoman.Fuzz.Readers;

/// <summary>Something that reads what may come from anywhere.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Reads bytes; only a fault of the program throws.</param>
/// <param name="Seeds">Makes good input to begin with.</param>
internal sealed record Reader(string Name, Action<byte[]> Read, Func<IEnumerable<byte[]>> Seeds)
{
    /// <summary>A reader of text.</summary>
    /// <typeparam name="TRefusal">How it refuses.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="read">Reads a text.</param>
    /// <param name="seeds">Good texts.</param>
    internal static Reader OfText<TRefusal>(string name, Action<string> read, params string[] seeds)
        where TRefusal : Exception => new(name, bytes => Try<TRefusal>(() => read(Utf8.GetString(bytes))), () => seeds.Select(Utf8.GetBytes));

    /// <summary>A reader of files.</summary>
    /// <typeparam name="TRefusal">How it refuses.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="read">Reads the file of a path.</param>
    /// <param name="seeds">Makes good content.</param>
    internal static Reader OfFile<TRefusal>(string name, Action<string> read, Func<IEnumerable<byte[]>> seeds)
        where TRefusal : Exception
    {
        Lazy<string> path = new(() => new TemporaryFolder().Write("input", [])); // The process ends by being killed.
        return new(name, bytes => Try<TRefusal>(() => read(Written(path.Value, bytes))), seeds);
    }

    private static System.Text.Encoding Utf8 => System.Text.Encoding.UTF8;

    private static string Written(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void Try<TRefusal>(Action action)
        where TRefusal : Exception
    {
        const int LongestMessage = 2000;
        try
        {
            action();
        }
        catch (TRefusal e) when (e.Message.Length <= LongestMessage && !e.Message.Any(char.IsControl))
        {
            return; // Refused as it should be.
        }
    }
}
