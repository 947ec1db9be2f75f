namespace Dragoman.Serialization;

/// <summary>What stands behind a path, all links followed.</summary>
internal enum FileKind
{
    /// <summary>Nothing yet.</summary>
    Missing,

    /// <summary>An ordinary file.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, with a name or without.</summary>
    Pipe,

    /// <summary>A device, such as a terminal.</summary>
    Device,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>Something that this system does not describe; it is never renamed or replaced.</summary>
    Unknown,
}
