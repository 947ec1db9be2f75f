using System.Runtime.InteropServices;

namespace Dragoman.Serialization;

/// <summary>Asks Linux about a file, by the call whose answer looks the same on every processor.</summary>
internal static class LinuxFileStatus
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the descriptor itself is meant.
    private const uint TypeAndNumber = 0x101; // STATX_TYPE | STATX_INO
    private const int AnswerLength = 256;
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int DeviceOffset = 136; // Major and minor number, 32 bits each.

    internal static FileStatus Of(byte[] path) => Ask(CurrentFolder, path, flags: 0);

    internal static FileStatus OfDescriptor(int descriptor) => Ask(descriptor, [0], EmptyPath);

    private static FileStatus Ask(int folder, byte[] path, int flags)
    {
        byte[] answer = new byte[AnswerLength];
        return Describe(folder, path, flags, TypeAndNumber, answer) != 0
            ? new FileStatus(FileKind.Missing)
            : new FileStatus(
                FileStatus.KindOf(BitConverter.ToUInt16(answer, ModeOffset)),
                BitConverter.ToUInt64(answer, DeviceOffset),
                BitConverter.ToUInt64(answer, NumberOffset));
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Describe(int folder, byte[] path, int flags, uint mask, byte[] answer);
}
