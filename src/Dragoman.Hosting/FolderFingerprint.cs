using Dragoman.Storage;

namespace Dragoman.Hosting;

/// <summary>What tells whether the model in a folder has changed: size and time of each of its files, but not those of its training.</summary>
internal static class FolderFingerprint
{
    /// <summary>The fingerprint of a folder as it is now; of a missing one, too.</summary>
    /// <param name="path">The model folder.</param>
    internal static string Of(string path)
    {
        ModelFolder folder = new(path);
        return string.Join('\n', folder.Files.Where(file => IsOfTheModel(folder, file)).Select(Describe));
    }

    private static bool IsOfTheModel(ModelFolder folder, string file) =>
        file != folder.MetricsPath && Path.GetDirectoryName(file) == Path.TrimEndingDirectorySeparator(folder.Path);

    private static string Describe(string file)
    {
        FileInfo info = new(file);
        return info.Exists ? FormattableString.Invariant($"{info.Name} {info.Length} {info.LastWriteTimeUtc.Ticks}") : $"{info.Name} -";
    }
}
