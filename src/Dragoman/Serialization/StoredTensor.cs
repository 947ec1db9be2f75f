using System.Collections.Immutable;
using Dragoman.Numerics;

namespace Dragoman.Serialization;

/// <summary>A named tensor to be stored. It views the numbers; they are read when the file is written.</summary>
internal sealed class StoredTensor
{
    private readonly Action<Action<Span<byte>>> _visitBytes;

    private StoredTensor(string name, StoredType type, ImmutableArray<long> shape, Action<Action<Span<byte>>> visitBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Type, Shape, _visitBytes) = (name, type, shape, visitBytes);
    }

    /// <summary>Dotted path of the parameter, such as <c>encoder.forward.0.weight_hh</c>.</summary>
    public string Name { get; }

    /// <summary>Type of the elements.</summary>
    public StoredType Type { get; }

    /// <summary>Sizes, outermost first.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Size of the data in bytes.</summary>
    public long ByteCount => Shape.Aggregate(1L, (product, size) => product * size) * Type.Size();

    /// <summary>Stores a tensor with two axes: [rows, columns].</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="values">[rows, columns] The numbers.</param>
    public static StoredTensor Matrix(string name, Matrix values) =>
        new(name, StoredType.F32, [values.Rows, values.Columns], visit => ByteChunks.Visit(values, visit));

    /// <summary>Stores a tensor of one row with a single axis: [columns].</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="values">[1, columns] The numbers.</param>
    /// <exception cref="ShapeException">The tensor has more or fewer than one row.</exception>
    public static StoredTensor Vector(string name, Matrix values)
    {
        ShapeException.ThrowIfNot(values, name, ("rows", 1), ("columns", values.Columns));
        return new(name, StoredType.F32, [values.Columns], visit => ByteChunks.Visit(values, visit));
    }

    /// <summary>Stores an array.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/>, <see cref="int"/>, <see cref="long"/> or <see cref="byte"/>.</typeparam>
    /// <param name="name">Name in the file.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">Sizes, outermost first; nothing means one axis as long as the array.</param>
    /// <exception cref="ShapeException">The array holds another number of elements than the shape says.</exception>
    /// <exception cref="NotSupportedException">The format has no such type here.</exception>
    public static StoredTensor Array<T>(string name, T[] values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        StoredType type = StoredTypes.Of<T>();
        if (shape.IsEmpty)
        {
            return new(name, type, [values.Length], visit => ByteChunks.Visit(values.AsSpan(), visit));
        }

        int count = 1;
        foreach (int size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            count = checked(count * size);
        }

        ShapeException.ThrowIfLengthIsNot(values.Length, name, count);
        ImmutableArray<long> sizes = [.. shape.ToArray().Select(size => (long)size)];
        return new(name, type, sizes, visit => ByteChunks.Visit(values.AsSpan(), visit));
    }

    /// <summary>Passes the data to <paramref name="visit"/>, piece by piece and without copying.</summary>
    internal void VisitBytes(Action<Span<byte>> visit) => _visitBytes(visit);
}
