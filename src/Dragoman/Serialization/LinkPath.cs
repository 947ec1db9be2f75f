namespace Dragoman.Serialization;

/// <summary>Follows symbolic links by name, also where nothing stands yet.</summary>
internal static class LinkPath
{
    private const int MaximumLinks = 40; // As many as Linux follows.

    /// <summary>The path without links that a path leads to; a path of an open file, such as <c>/dev/stdout</c>, stays one.</summary>
    /// <param name="path">The path; what it leads to need not exist.</param>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    internal static string Resolve(string path)
    {
        string full = OperatingSystem.IsWindows() ? Path.GetFullPath(path) : Path.Combine(Environment.CurrentDirectory, path);
        string resolved = Path.GetPathRoot(full)!; // The path is absolute, so it has a root.
        Stack<string> rest = new(Parts(full[resolved.Length..]));
        int links = 0;
        while (rest.TryPop(out string? part))
        {
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            resolved = Path.Combine(resolved, part);
            if (rest.Count == 0 && DescriptorPath.Parse(resolved) is not null)
            {
                return resolved;
            }

            if (new FileInfo(resolved).LinkTarget is { } target)
            {
                if (++links > MaximumLinks)
                {
                    throw new IOException($"{path} is a link that leads to itself, or through more than {MaximumLinks} others. Name the file itself.");
                }

                string? root = Path.IsPathRooted(target) ? Path.GetPathRoot(target) : null;
                resolved = root ?? Path.GetDirectoryName(resolved)!; // A link stands in a folder, so never null.
                foreach (string step in Parts(target[(root?.Length ?? 0)..]))
                {
                    rest.Push(step);
                }
            }
        }

        return resolved;
    }

    /// <summary>The names on a path, the last one first.</summary>
    private static IEnumerable<string> Parts(string path) => path
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part != ".")
        .Reverse();
}
