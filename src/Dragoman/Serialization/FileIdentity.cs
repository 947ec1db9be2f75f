namespace Dragoman.Serialization;

/// <summary>Which file a name leads to: two names of one file, such as links to it or other spellings, have the same identity.</summary>
internal sealed class FileIdentity
{
    private readonly string _path;
    private readonly FileStatus _status;

    private FileIdentity(string path, FileStatus status)
    {
        (_path, _status) = (path, status);
    }

    private static StringComparison PathComparison =>
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The identity of the file that a path leads to, or of the one that would be made there.</summary>
    /// <param name="path">The path; also one of an open file, such as <c>/dev/stdin</c>.</param>
    /// <exception cref="IOException">The path is a link that leads to itself.</exception>
    public static FileIdentity Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string resolved = LinkPath.Resolve(path);
        return new FileIdentity(
            resolved, DescriptorPath.Parse(resolved) is { } descriptor ? FileStatus.OfDescriptor(descriptor) : FileStatus.Of(resolved));
    }

    /// <summary>The identity of the file that standard input is read from.</summary>
    public static FileIdentity OfStandardInput() => new("/dev/stdin", FileStatus.OfDescriptor(0));

    /// <summary>The identity of the file that standard output is written to.</summary>
    public static FileIdentity OfStandardOutput() => new("/dev/stdout", FileStatus.OfDescriptor(1));

    /// <summary>Whether writing one would change what the other reads; a device, such as a terminal, is no such file.</summary>
    /// <param name="other">The other.</param>
    public bool IsSameAs(FileIdentity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (_status.Kind, other._status.Kind) switch
        {
            (FileKind.Device or FileKind.Socket, _) or (_, FileKind.Device or FileKind.Socket) => false,
            _ when _status.Number != 0 && other._status.Number != 0 => _status == other._status,
            _ => string.Equals(_path, other._path, PathComparison),
        };
    }
}
