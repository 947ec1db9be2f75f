using Dragoman.Numerics.Kernels.Products;
using Dragoman.Numerics.Kernels.Quantized;

namespace Dragoman.Numerics.Autodiff;

/// <summary>A block of a parameter as the weight W of y = x·Wᵀ. How the numbers are stored for its products is its own affair.</summary>
/// <remarks>
/// As a rule that is copies packed for the matrix product, made when a product first needs them after an update; after <see cref="Parameter.Quantize()"/> it is 8 bits
/// a number, from which there is no way back and through which no gradient flows.
/// </remarks>
public sealed class Weight
{
    private readonly Lock _packing = new();
    private readonly (int Start, int Count) _rows;
    private readonly (int Start, int Count) _columns;
    private PackedMatrix? _forward;
    private PackedMatrix? _backward;
    private QuantizedMatrix? _quantized;
    private long _forwardVersion = -1;
    private long _backwardVersion = -1;

    internal Weight(Parameter parameter, int index, (int Start, int Count) rows, (int Start, int Count) columns)
    {
        ThrowUnlessInside(rows, parameter.RowCount, nameof(rows));
        ThrowUnlessInside(columns, parameter.ColumnCount, nameof(columns));
        (Parameter, Index, _rows, _columns) = (parameter, index, rows, columns);
    }

    /// <summary>The parameter of which this is a block.</summary>
    public Parameter Parameter { get; }

    /// <summary>The numbers, a view: [output, input].</summary>
    public Matrix Value => ViewOf(Parameter.Value);

    /// <summary>Width of x.</summary>
    public int InputSize => _columns.Count;

    /// <summary>Width of y.</summary>
    public int OutputSize => _rows.Count;

    /// <summary>Whether products take 8 bits a number.</summary>
    internal bool IsQuantized => _quantized is not null;

    /// <summary>What products take in 8 bits a number; null before <see cref="Parameter.Quantize()"/>.</summary>
    internal QuantizedMatrix? Quantized => _quantized;

    /// <summary>Position among the weights of its parameter, from 0.</summary>
    internal int Index { get; }

    /// <summary>y = x·Wᵀ + b.</summary>
    /// <param name="x">[rows, input]</param>
    /// <param name="bias">[1, output], or null for none.</param>
    /// <param name="y">[rows, output] Overwritten.</param>
    /// <param name="scratch">Memory for packing.</param>
    public void Multiply(Matrix x, Parameter? bias, Matrix y, Arena scratch) => MultiplyAdd(x, bias?.Value ?? default, y, scratch);

    /// <summary>y += x·Wᵀ.</summary>
    /// <param name="x">[rows, input]</param>
    /// <param name="y">[rows, output] Added to.</param>
    /// <param name="scratch">Memory for packing.</param>
    public void AddMultiple(Matrix x, Matrix y, Arena scratch) => MultiplyAdd(x, y, y, scratch);

    /// <summary>Takes 8 bits a number for all products from now on, of what some rows of the parameter have of the block.</summary>
    /// <param name="firstRow">The first of the rows.</param>
    /// <param name="bytes">[rows, parameter columns]</param>
    /// <param name="scales">[rows]</param>
    internal void Quantize(int firstRow, ReadOnlySpan<sbyte> bytes, ReadOnlySpan<float> scales)
    {
        _quantized ??= new QuantizedMatrix(OutputSize, InputSize);
        (_forward, _backward) = (null, null);
        for (int i = Math.Max(_rows.Start - firstRow, 0); i < Math.Min(scales.Length, _rows.Start + _rows.Count - firstRow); i++)
        {
            _quantized.Set(firstRow + i - _rows.Start, bytes.Slice((i * Parameter.ColumnCount) + _columns.Start, _columns.Count), scales[i]);
        }
    }

    /// <summary>Packs for y = x·Wᵀ what some rows of the parameter have of the block.</summary>
    /// <param name="firstRow">The first of the rows.</param>
    /// <param name="rows">[rows, parameter columns]</param>
    internal void Pack(int firstRow, Matrix rows)
    {
        lock (_packing)
        {
            (_quantized, _backward, _backwardVersion) = (null, null, -1);
            _forward ??= new PackedMatrix(InputSize, OutputSize);
            int start = Math.Max(firstRow, _rows.Start);
            int count = Math.Min(firstRow + rows.Rows, _rows.Start + _rows.Count) - start;
            if (count > 0)
            {
                _forward.SetColumns(start - _rows.Start, rows.RowRange(start - firstRow, count).ColumnRange(_columns.Start, _columns.Count));
            }

            Volatile.Write(ref _forwardVersion, Parameter.Version);
        }
    }

    /// <summary>Writes the block as <see cref="Pack"/> got it.</summary>
    /// <param name="numbers">[parameter rows, parameter columns] The block is overwritten.</param>
    internal void Unpack(Matrix numbers) => _forward!.Unpack(ViewOf(numbers));

    /// <summary>dx = dy·W, or dx += dy·W.</summary>
    /// <param name="dy">[rows, output]</param>
    /// <param name="dx">[rows, input] Overwritten or added to.</param>
    /// <param name="accumulate">Whether it is added to.</param>
    /// <param name="scratch">Memory for packing.</param>
    /// <exception cref="InvalidOperationException">The weight is quantised.</exception>
    internal void MultiplyBack(Matrix dy, Matrix dx, bool accumulate, Arena scratch)
    {
        if (IsQuantized)
        {
            throw new InvalidOperationException($"{Parameter.Name} is quantised to 8 bits; no gradient flows through it.");
        }

        Gemm.Multiply(dy, transposeA: false, Current(ref _backward, ref _backwardVersion, transposed: false), dx, accumulate, scratch);
    }

    /// <summary>This block of another matrix of the parameter's shape, such as its gradient: [output, input].</summary>
    /// <param name="matrix">A matrix of the parameter's shape.</param>
    public Matrix ViewOf(Matrix matrix) =>
        matrix.RowRange(_rows.Start, _rows.Count).ColumnRange(_columns.Start, _columns.Count);

    /// <summary>Throws unless <paramref name="x"/> is as wide as this weight's input; the message is made only then.</summary>
    internal void ThrowUnlessInput(Matrix x)
    {
        if (x.Columns != InputSize)
        {
            ShapeException.ThrowIfNot(x, Parameter.Name + " input", ("rows", x.Rows), ("input", InputSize));
        }
    }

    private void MultiplyAdd(Matrix x, Matrix d, Matrix y, Arena scratch)
    {
        if (_quantized is not null)
        {
            QuantizedProduct.MultiplyAdd(x, _quantized, d, y, scratch);
        }
        else
        {
            Gemm.MultiplyAdd(x, Current(ref _forward, ref _forwardVersion, transposed: true), d, y, scratch);
        }
    }

    private static void ThrowUnlessInside((int Start, int Count) range, int size, string name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)range.Start, (uint)size, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)range.Count, (uint)(size - range.Start), name);
    }

    private PackedMatrix Current(ref PackedMatrix? packed, ref long version, bool transposed)
    {
        if (Volatile.Read(ref version) == Parameter.Version)
        {
            return packed!;
        }

        lock (_packing)
        {
            if (version != Parameter.Version)
            {
                packed ??= transposed ? new PackedMatrix(InputSize, OutputSize) : new PackedMatrix(OutputSize, InputSize);
                packed.Pack(Value, transposed);
                Volatile.Write(ref version, Parameter.Version);
            }
        }

        return packed!;
    }
}
