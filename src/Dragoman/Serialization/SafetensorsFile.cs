using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Dragoman.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Dragoman.Serialization;

/// <summary>A safetensors file: named tensors and a few notes, readable from every framework.</summary>
/// <remarks>
/// Format: 8 bytes little-endian header length, a JSON header, then raw little-endian numbers
/// (https://github.com/huggingface/safetensors). Files written here also carry a CRC-32C under <c>crc32c</c> in
/// <c>__metadata__</c>. Sizes and offsets are checked against the length of the file before anything is allocated.
/// </remarks>
internal sealed class SafetensorsFile : IDisposable
{
    /// <summary>A header of real models takes kilobytes, and a parsed one several times its length.</summary>
    private const long MaxHeaderLength = 8_000_000;
    private const string CopyAgain = "Copy or download the file again, or restore the last good checkpoint.";

    private readonly SafeFileHandle _handle;
    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;
    private readonly Dictionary<string, TensorEntry> _entries;
    private readonly string _remedy;

    private SafetensorsFile(string path, SafeFileHandle handle, string remedy)
    {
        (Path, _handle, _remedy) = (path, handle, remedy);
        (_header, _dataStart) = ReadHeader();
        _entries = _header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The file, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>The tensors in the order of their data.</summary>
    public ImmutableArray<TensorEntry> Tensors => _header.Tensors;

    /// <summary>What the writer noted about the file, without the checksum.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file, checks its header and, by default, the checksum of its data.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verification">What to do with the checksum.</param>
    /// <param name="remedy">What to do about a damaged file, as a sentence.</param>
    /// <exception cref="CheckpointException">The file is missing, unreadable, damaged, or no safetensors file.</exception>
    public static SafetensorsFile Open(string path, Verification verification = Verification.WhenPresent, string remedy = CopyAgain)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafeFileHandle? handle = null;
        try
        {
            if (RegularFile.Fault(path) is { } fault)
            {
                throw new CheckpointException(path, $"the file cannot be read, for {fault}.", remedy);
            }

            handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var file = new SafetensorsFile(path, handle, remedy);
            file.Verify(verification);
            return file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException(path, "the file does not exist.", "Name the folder of a trained model.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException or (IOException and not CheckpointException))
        {
            handle?.Dispose();
            throw new CheckpointException(path, $"the file cannot be read ({e.Message.TrimEnd('.')}).", "Check the path and its permissions.", e);
        }
        catch
        {
            handle?.Dispose();
            throw;
        }
    }

    /// <summary>Writes a file atomically, as <see cref="OutputFile"/> does: a crash leaves the old file or the new one.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="tensors">What to store; the order does not matter.</param>
    /// <param name="metadata">Notes to store with it, or null. <c>crc32c</c> is replaced by the checksum.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, or one is called <c>__metadata__</c>.</exception>
    /// <exception cref="IOException">The file cannot be written; the old file is untouched.</exception>
    internal static void Save(
        string path, IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        OutputFile.At(path).Write(stream => Write(stream, tensors, metadata));

    /// <summary>Writes a file to a stream, front to back, without a copy of the data in memory.</summary>
    /// <param name="stream">Where to write; need not seek.</param>
    /// <param name="tensors">What to store; the order does not matter.</param>
    /// <param name="metadata">Notes to store with it, or null. <c>crc32c</c> is replaced by the checksum.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, or one is called <c>__metadata__</c>.</exception>
    internal static void Write(
        Stream stream, IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(stream, tensors, metadata ?? ImmutableDictionary<string, string>.Empty);

    /// <summary>True when the file holds a tensor of this name.</summary>
    /// <param name="name">Name in the file.</param>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The description of one tensor.</summary>
    /// <param name="name">Name in the file.</param>
    /// <exception cref="CheckpointException">The file holds no such tensor.</exception>
    public TensorEntry Find(string name) => _entries.GetValueOrDefault(name) ?? throw new CheckpointException(
        Path,
        $"there is no tensor '{name}' among its {_entries.Count}.",
        "The file belongs to a model with other options; use the config.json that came with it.");

    /// <summary>Reads a tensor of 32-bit floats into a new tensor.</summary>
    /// <param name="name">Name in the file.</param>
    /// <returns>[rows, columns]; a stored vector has one row, and the outer axes of a deeper tensor are merged into rows.</returns>
    /// <exception cref="CheckpointException">There is no such tensor of 32-bit floats, it is too large, or it cannot be read.</exception>
    public Matrix Read(string name)
    {
        TensorEntry entry = Find(name, StoredType.F32);
        (long rows, long columns) = entry.MatrixShape;
        if (rows > int.MaxValue || columns > int.MaxValue || entry.Count > Array.MaxLength - 64)
        {
            throw new CheckpointException(
                Path, $"tensor '{name}' with shape {entry.ShapeText} is too large.", "A tensor holds at most 2^31 − 64 numbers.");
        }

        Matrix tensor = Matrix.Allocate((int)rows, (int)columns);
        Read(name, tensor);
        return tensor;
    }

    /// <summary>Reads a tensor of 32-bit floats straight into an existing one.</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="destination">[rows, columns] Overwritten; a stored vector needs one row.</param>
    /// <exception cref="CheckpointException">There is no such tensor of 32-bit floats, its shape differs, or it cannot be read.</exception>
    public void Read(string name, Matrix destination)
    {
        long position = _dataStart + ThrowUnlessMatrix(name, destination.Rows, destination.Columns).Offset;
        ByteChunks.Visit(destination, bytes => ReadExactly(bytes, ref position));
    }

    /// <summary>Reads a tensor of 32-bit floats some rows at a time, all into the same memory of about a megabyte.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="arena">Lends the memory.</param>
    /// <param name="visit">Gets the number of the first row and the rows, which are there during the call only.</param>
    /// <exception cref="CheckpointException">There is no such tensor, or it has another shape or type.</exception>
    internal void ReadRows(string name, int rows, int columns, Arena arena, Action<int, Matrix> visit)
    {
        long position = _dataStart + ThrowUnlessMatrix(name, rows, columns).Offset;
        Arena.Position before = arena.Mark();
        Matrix piece = arena.Take(Math.Clamp(ByteChunks.Size / sizeof(float) / Math.Max(columns, 1), 1, Math.Max(rows, 1)), columns);
        for (int row = 0; row < rows; row += piece.Rows)
        {
            Matrix next = piece.RowRange(0, Math.Min(piece.Rows, rows - row));
            ByteChunks.Visit(next, bytes => ReadExactly(bytes, ref position));
            visit(row, next);
        }

        arena.Release(before);
    }

    /// <summary>Reads a tensor into a new array, row-major.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/>, <see cref="long"/> or <see cref="byte"/>.</typeparam>
    /// <param name="name">Name in the file.</param>
    /// <exception cref="CheckpointException">There is no such tensor of this type, it is too large, or it cannot be read.</exception>
    public T[] ReadArray<T>(string name)
        where T : unmanaged
    {
        TensorEntry entry = Find(name, StoredTypes.Of<T>());
        if (entry.Count > Array.MaxLength)
        {
            throw new CheckpointException(Path, $"tensor '{name}' is too large for an array.", "An array holds at most 2^31 − 57 numbers.");
        }

        var values = new T[entry.Count];
        ReadPart(name, 0, values.AsSpan());
        return values;
    }

    /// <summary>Reads numbers of a tensor that follow each other, row-major.</summary>
    /// <typeparam name="T">The type in which they are stored.</typeparam>
    /// <param name="name">Name in the file.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="values">Overwritten; the tensor must have as many from there on.</param>
    /// <exception cref="CheckpointException">There is no such tensor of this type, or it cannot be read.</exception>
    internal void ReadPart<T>(string name, long first, Span<T> values)
        where T : unmanaged
    {
        TensorEntry entry = Find(name, StoredTypes.Of<T>());
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)first + (ulong)values.Length, (ulong)entry.Count, nameof(first));
        long position = _dataStart + entry.Offset + (first * Unsafe.SizeOf<T>());
        ByteChunks.Visit(values, bytes => ReadExactly(bytes, ref position));
    }

    /// <summary>Maps a tensor instead of reading it. What is mapped stays when this file is disposed.</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="columns">Its columns.</param>
    /// <returns>[rows, columns]</returns>
    /// <exception cref="CheckpointException">There is no such tensor of 32-bit floats, it has other columns or no rows, or it cannot be mapped.</exception>
    public MappedMatrix Map(string name, int columns)
    {
        TensorEntry entry = Find(name, StoredType.F32);
        (long rows, _) = entry.MatrixShape;
        if (rows is < 1 or > int.MaxValue)
        {
            throw new CheckpointException(Path, $"tensor '{name}' has the shape {entry.ShapeText}; it must have at least one row.", _remedy);
        }

        ThrowUnlessMatrix(name, (int)rows, columns);
        try
        {
            return MappedMatrix.Open(_handle, _dataStart + entry.Offset, (int)rows, columns);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(Path, $"the file cannot be mapped ({exception.Message.TrimEnd('.')}).", "Check the path and its permissions.", exception);
        }
    }

    /// <summary>Throws unless a tensor can be read into a matrix, which need not exist yet.</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="rows">Rows of the matrix; a stored vector needs one.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="type">Type of its elements.</param>
    /// <returns>The description of the tensor.</returns>
    /// <exception cref="CheckpointException">There is no such tensor of this type, or its shape differs.</exception>
    internal TensorEntry ThrowUnlessMatrix(string name, int rows, int columns, StoredType type = StoredType.F32)
    {
        TensorEntry entry = Find(name, type);
        return entry.MatrixShape == (rows, columns) ? entry : throw new CheckpointException(
            Path,
            $"tensor '{name}' has the shape {entry.ShapeText}, but the model needs [{rows}, {columns}].",
            "The file belongs to a model with other options; use the config.json that came with it.");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();

    private (SafetensorsHeader Header, long DataStart) ReadHeader()
    {
        long fileLength = RandomAccess.GetLength(_handle);
        long position = 0;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (fileLength < prefix.Length)
        {
            throw Damaged($"the file holds {fileLength} bytes; a safetensors file has at least 8.");
        }

        ReadExactly(prefix, ref position);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)Math.Min(fileLength - position, MaxHeaderLength))
        {
            throw Damaged(length > MaxHeaderLength
                ? $"the header claims {length} bytes; at most {MaxHeaderLength} are read."
                : $"the header claims {length} bytes, but the file holds {fileLength}.");
        }

        byte[] text = new byte[length];
        ReadExactly(text, ref position);
        try
        {
            return (SafetensorsHeader.Parse(text, fileLength - position), position);
        }
        catch (FormatException exception)
        {
            throw Damaged(exception.Message, exception);
        }
    }

    private void Verify(Verification verification)
    {
        if (_header.Checksum is null && verification == Verification.Required)
        {
            throw Damaged("the file carries no checksum.");
        }

        if (_header.Checksum is null || verification == Verification.None)
        {
            return;
        }

        Checksum checksum = Checksum.Start(Metadata, Tensors);
        byte[] buffer = new byte[ByteChunks.Size];
        long position = _dataStart;
        long end = position + Tensors.Sum(tensor => tensor.ByteCount);
        while (position < end)
        {
            Span<byte> chunk = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - position));
            ReadExactly(chunk, ref position);
            checksum.Append(chunk);
        }

        if (checksum.Text != _header.Checksum)
        {
            throw Damaged($"the file was edited or damaged: checksum {checksum.Text}, expected {_header.Checksum}.");
        }
    }

    private TensorEntry Find(string name, StoredType type)
    {
        TensorEntry entry = Find(name);
        return entry.Type == type ? entry : throw new CheckpointException(
            Path, $"tensor '{name}' has the type {entry.Type.Name()}, but {type.Name()} is needed.", "Store it with that type.");
    }

    private void ReadExactly(Span<byte> destination, ref long position)
    {
        while (!destination.IsEmpty)
        {
            int count = RandomAccess.Read(_handle, destination, position);
            if (count == 0)
            {
                throw Damaged($"the file ends at byte {position}, in the middle of its data.");
            }

            destination = destination[count..];
            position += count;
        }
    }

    private CheckpointException Damaged(string problem, Exception? cause = null) => new(Path, problem, _remedy, cause);
}
