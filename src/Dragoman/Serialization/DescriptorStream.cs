using System.Runtime.InteropServices;

namespace Dragoman.Serialization;

/// <summary>Writes to a file that the process has open, from where that file stands, which other processes may move.</summary>
/// <remarks>A <see cref="FileStream"/> keeps a position of its own and would write over what others wrote meanwhile. Unix only.</remarks>
/// <param name="descriptor">The open file, such as 1 for standard output; it stays open.</param>
internal sealed class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4; // EINTR, the same on Linux and macOS.
    private const short Writable = 4; // POLLOUT
    private const int NoLimit = -1;

    private const int NoFile = -1; // No descriptor has this number, and writing there fails as writing to a closed one does.

    private static readonly int Full = OperatingSystem.IsMacOS() ? 35 : 11; // EAGAIN: a pipe that does not wait is full.

    /// <summary>A stream to which nothing can be written, for a file that the process was started without; the number may be that of another file by now.</summary>
    internal static DescriptorStream Closed => new(NoFile);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk is full, or nobody reads the pipe any more; <see cref="Exception.HResult"/> is the error number.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written = Write(descriptor, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == Full)
            {
                Poll poll = new() { Descriptor = descriptor, Events = Writable };
                _ = Wait(ref poll, 1, NoLimit);
            }
            else if (error != Interrupted)
            {
                throw new IOException($"{(descriptor is 1 or NoFile ? "Standard output" : $"Descriptor {descriptor}")} cannot be written: {Marshal.GetPInvokeErrorMessage(error)}.", error);
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int descriptor, in byte buffer, nuint count);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Wait(ref Poll poll, nuint count, int milliseconds);

    /// <summary>What poll is asked and answers.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int Descriptor;
        public short Events;
        public short Answer;
    }
}
