using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Serialization;

namespace Dragoman.Onnx.Format;

/// <summary>Numbers that are part of a graph. Those of a model are not looked at before they are written.</summary>
internal abstract class GraphTensor
{
    private const int DataField = 9;

    private readonly ProtobufWriter _head = new();

    /// <summary>Makes a tensor.</summary>
    /// <param name="name">Its name, one of its kind in the graph.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="shape">Its axes; none for a single number.</param>
    private protected GraphTensor(string name, ElementType type, int elementSize, params long[] shape)
    {
        Name = name;
        DataLength = shape.Aggregate((long)elementSize, (size, axis) => size * axis);
        foreach (long axis in shape)
        {
            _head.WriteInteger(1, axis);
        }

        _head.WriteInteger(2, (long)type);
        _head.WriteText(8, name);
        _head.WriteLength(DataField, DataLength);
    }

    /// <summary>Its name.</summary>
    internal string Name { get; }

    /// <summary>Bytes of the tensor as a <c>TensorProto</c>.</summary>
    internal long Length => _head.Written.Length + DataLength;

    private long DataLength { get; }

    /// <summary>Writes the tensor as a <c>TensorProto</c>.</summary>
    /// <param name="stream">Where to write.</param>
    internal void Write(Stream stream)
    {
        stream.Write(_head.Written);
        WriteData(stream);
    }

    private protected abstract void WriteData(Stream stream);
}

/// <summary>Whole numbers, such as axes.</summary>
internal sealed class WholeTensor : GraphTensor
{
    private readonly long[] _values;

    /// <summary>Makes a tensor of one axis, or of none for a single number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isSingle">Whether it has no axis.</param>
    /// <param name="values">Its numbers.</param>
    internal WholeTensor(string name, bool isSingle, params long[] values)
        : base(name, ElementType.Int64, sizeof(long), isSingle ? [] : [values.Length])
    {
        _values = values;
    }

    private protected override void WriteData(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (long value in _values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}

/// <summary>Blocks of parameters, one below the other.</summary>
internal sealed class BlockTensor : GraphTensor
{
    private readonly IReadOnlyList<TensorBlock> _blocks;

    /// <summary>Makes a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its axes: as many elements as the blocks have together.</param>
    /// <param name="blocks">Its numbers.</param>
    internal BlockTensor(string name, long[] shape, params IReadOnlyList<TensorBlock> blocks)
        : base(name, ElementType.Float, sizeof(float), shape)
    {
        _blocks = blocks;
    }

    private protected override void WriteData(Stream stream)
    {
        foreach (TensorBlock block in _blocks)
        {
            Matrix values = block.Read();
            float[] line = new float[values.Columns];
            for (int row = 0; row < values.Rows; row++)
            {
                TensorPrimitives.Multiply(values.Row(row), block.Factor, line);
                stream.Write(MemoryMarshal.AsBytes(line.AsSpan()));
            }
        }
    }
}

/// <summary>Numbers of a tensor.</summary>
/// <param name="Read">Gives them when they are written: [rows, columns].</param>
/// <param name="Factor">What they are multiplied by.</param>
internal readonly record struct TensorBlock(Func<Matrix> Read, float Factor = 1f)
{
    /// <summary>All of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    internal static TensorBlock Of(Parameter parameter) => new(() => parameter.Value);

    /// <summary>What a weight views.</summary>
    /// <param name="weight">The weight.</param>
    internal static TensorBlock Of(Weight weight) => new(() => weight.Value);

    /// <summary>A single number.</summary>
    /// <param name="value">The number.</param>
    internal static TensorBlock Of(float value) => new(() => Matrix.From(1, 1, [value]));

    /// <summary>The rows of a matrix, or the elements of a vector, that belong to a gate.</summary>
    /// <param name="parameter">[gates × hidden, any] or [1, gates × hidden]</param>
    /// <param name="gate">Number of the gate.</param>
    /// <param name="hidden">Width of the state.</param>
    /// <param name="factor">What they are multiplied by.</param>
    internal static TensorBlock OfGate(Parameter parameter, int gate, int hidden, float factor) => new(
        () => parameter.Kind == ParameterKind.Vector
            ? parameter.Value.ColumnRange(gate * hidden, hidden)
            : parameter.Value.RowRange(gate * hidden, hidden),
        factor);
}
