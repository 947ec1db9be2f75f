using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dragoman.Serialization;

/// <summary>Asks Windows about a file.</summary>
internal static class WindowsFileStatus
{
    private const string DevicePrefix = @"\\.\";
    private const int AnswerLength = 52; // BY_HANDLE_FILE_INFORMATION
    private const int DeviceOffset = 28;
    private const int NumberOffset = 44; // High half before low half.
    private const int FirstStandardHandle = -10; // Standard input; -11 is standard output, -12 standard error.

    internal static FileStatus Of(string path)
    {
        if (Path.GetFullPath(path).StartsWith(DevicePrefix, StringComparison.Ordinal))
        {
            return new FileStatus(FileKind.Device);
        }

        if (!File.Exists(path))
        {
            return new FileStatus(Directory.Exists(path) ? FileKind.Folder : FileKind.Missing);
        }

        try
        {
            using SafeFileHandle file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            return Ask(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileStatus(FileKind.Regular); // Another program keeps it to itself, so it has no number for us.
        }
    }

    internal static FileStatus OfDescriptor(int descriptor)
    {
        using SafeFileHandle file = new(StandardHandle(FirstStandardHandle - descriptor), ownsHandle: false);
        return file.IsInvalid ? new FileStatus(FileKind.Missing) : Ask(file);
    }

    private static FileStatus Ask(SafeFileHandle file)
    {
        byte[] answer = new byte[AnswerLength];
        return Describe(file, answer) == 0
            ? new FileStatus(FileKind.Device) // A pipe or a console.
            : new FileStatus(
                FileKind.Regular,
                BitConverter.ToUInt32(answer, DeviceOffset),
                ((ulong)BitConverter.ToUInt32(answer, NumberOffset) << 32) | BitConverter.ToUInt32(answer, NumberOffset + sizeof(uint)));
    }

    [DllImport("kernel32", EntryPoint = "GetFileInformationByHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Describe(SafeFileHandle file, byte[] answer);

    [DllImport("kernel32", EntryPoint = "GetStdHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint StandardHandle(int number);
}
