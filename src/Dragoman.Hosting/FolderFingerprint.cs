using Dragoman.Storage;

namespace Dragoman.Hosting;

/// <summary>What tells whether the model in a folder has changed: size and time of each of its files, but not those of its training.</summary>
internal static class FolderFingerprint
{
    /// <summary>The fingerprint of a folder as it is now; of a missing one, too.</summary>
    /// <param name="path">The model folder.</param>
    internal static string Of(string path) => string.Join('\n', new ModelFolder(path).ModelFiles.Select(Describe));

    private static string Describe(string file)
    {
        FileInfo info = new(file);
        return info.Exists ? FormattableString.Invariant($"{info.Name} {info.Length} {info.LastWriteTimeUtc.Ticks}") : $"{info.Name} -";
    }
}
