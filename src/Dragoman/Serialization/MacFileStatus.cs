using System.Runtime.InteropServices;

namespace Dragoman.Serialization;

/// <summary>Asks macOS about a file; on Intel processors the call with 64-bit numbers has a name of its own.</summary>
internal static class MacFileStatus
{
    private const int AnswerLength = 256; // The structure has 144 bytes.
    private const int ModeOffset = 4;
    private const int NumberOffset = 8;

    private static bool IsIntel => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    internal static FileStatus Of(byte[] path)
    {
        byte[] answer = new byte[AnswerLength];
        return Read(IsIntel ? DescribeOnIntel(path, answer) : Describe(path, answer), answer);
    }

    internal static FileStatus OfDescriptor(int descriptor)
    {
        byte[] answer = new byte[AnswerLength];
        return Read(IsIntel ? DescribeOpenOnIntel(descriptor, answer) : DescribeOpen(descriptor, answer), answer);
    }

    private static FileStatus Read(int result, byte[] answer) => result != 0
        ? new FileStatus(FileKind.Missing)
        : new FileStatus(
            FileStatus.KindOf(BitConverter.ToUInt16(answer, ModeOffset)),
            BitConverter.ToUInt32(answer, 0),
            BitConverter.ToUInt64(answer, NumberOffset));

    [DllImport("libc", EntryPoint = "stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Describe(byte[] path, byte[] answer);

    [DllImport("libc", EntryPoint = "fstat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DescribeOpen(int descriptor, byte[] answer);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DescribeOnIntel(byte[] path, byte[] answer);

    [DllImport("libc", EntryPoint = "fstat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DescribeOpenOnIntel(int descriptor, byte[] answer);
}
