using System.Text;

namespace Dragoman.Serialization;

/// <summary>What the operating system says of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Device">Number of the file system that holds it.</param>
/// <param name="Number">Its number there, by which names and hard links of one file are known; 0 if the system gives none.</param>
internal readonly record struct FileStatus(FileKind Kind, ulong Device = 0, ulong Number = 0)
{
    /// <summary>Asks about the file that a path leads to.</summary>
    /// <param name="path">The path; links are followed.</param>
    internal static FileStatus Of(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() ? LinuxFileStatus.Of(Encoding.UTF8.GetBytes(path + '\0'))
                : OperatingSystem.IsMacOS() ? MacFileStatus.Of(Encoding.UTF8.GetBytes(path + '\0'))
                : OperatingSystem.IsWindows() ? WindowsFileStatus.Of(path)
                : Guess(path);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return Guess(path); // A C library without the call.
        }
    }

    /// <summary>Asks about an open file.</summary>
    /// <param name="descriptor">Its descriptor, such as 1 for standard output.</param>
    internal static FileStatus OfDescriptor(int descriptor)
    {
        try
        {
            return OperatingSystem.IsLinux() ? LinuxFileStatus.OfDescriptor(descriptor)
                : OperatingSystem.IsMacOS() ? MacFileStatus.OfDescriptor(descriptor)
                : OperatingSystem.IsWindows() ? WindowsFileStatus.OfDescriptor(descriptor)
                : new FileStatus(FileKind.Unknown);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return new FileStatus(FileKind.Unknown);
        }
    }

    /// <summary>The kind that the type bits of a Unix mode stand for.</summary>
    /// <param name="mode">The mode.</param>
    internal static FileKind KindOf(ushort mode) => (mode & 0xF000) switch
    {
        0x1000 => FileKind.Pipe,
        0x2000 or 0x6000 => FileKind.Device,
        0x4000 => FileKind.Folder,
        0x8000 => FileKind.Regular,
        0xC000 => FileKind.Socket,
        _ => FileKind.Unknown,
    };

    private static FileStatus Guess(string path) => new(
        Directory.Exists(path) ? FileKind.Folder : File.Exists(path) ? FileKind.Unknown : FileKind.Missing);
}

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
