using Dragoman.Numerics.Kernels.Quantized;

namespace Dragoman.Numerics.Autodiff;

/// <summary>A matrix that training changes, under the dotted name that it has in a model file; made in a <see cref="ParameterScope"/>.</summary>
public sealed class Parameter
{
    /// <summary>Most numbers that a parameter can hold.</summary>
    public const int MaximumCount = Matrix.MaximumLength;

    private readonly List<Weight> _weights = [];
    private readonly Lock _allocating = new();
    private volatile bool _isAllocated;
    private Matrix _value;
    private QuantizedTable? _table;

    /// <summary>Makes a parameter of zeros, for which memory is taken when they are first asked for.</summary>
    /// <param name="index">Position in its set.</param>
    /// <param name="name">Dotted path, such as <c>encoder.rnn.weight_ih_l0</c>.</param>
    /// <param name="rows">Number of rows; 1 for a vector.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="kind">How it is used, which decides how its gradient is kept.</param>
    /// <param name="role">What it is for, which decides how it starts.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or there would be more numbers than a matrix holds.</exception>
    internal Parameter(int index, string name, int rows, int columns, ParameterKind kind, ParameterRole role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _ = Matrix.CheckedLength(rows, columns);
        (Index, Name, RowCount, ColumnCount, Kind, Role) = (index, name, rows, columns, kind, role);
    }

    /// <summary>Dotted path of the parameter, a contract of the model file.</summary>
    public string Name { get; }

    /// <summary>How it is used.</summary>
    public ParameterKind Kind { get; }

    /// <summary>What it is for, which decides how it starts.</summary>
    public ParameterRole Role { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>The numbers: [rows, columns].</summary>
    /// <exception cref="InvalidOperationException">They are held in 8 bits.</exception>
    public Matrix Value => _isAllocated ? _value : Allocate();

    /// <summary>Position among all parameters of its set, from 0.</summary>
    public int Index { get; }

    /// <summary>
    /// Factor of the learning rate under rules like Adam, whose steps have one size however small the numbers that they change. Default: 1.
    /// </summary>
    public float StepFactor { get; set; } = 1f;

    /// <summary>Changes whenever the numbers change, so that packed copies know that they are stale.</summary>
    public long Version { get; private set; }

    /// <summary>The disjoint blocks through which the model multiplies by this parameter.</summary>
    public IReadOnlyList<Weight> Weights => _weights;

    /// <summary>Whether 8 bits a number are enough: it is multiplied by, or its rows are looked up.</summary>
    internal bool IsQuantizable => _weights.Count > 0 || IsLookedUp;

    /// <summary>Whether rows are looked up, so that they are needed as they stand, too.</summary>
    internal bool IsLookedUp => Role == ParameterRole.Embedding;

    /// <summary>Whether all that is done with the numbers is to multiply by them, in one block or another.</summary>
    internal bool IsPackable =>
        !IsLookedUp && _weights.Sum(static weight => (long)weight.InputSize * weight.OutputSize) == (long)RowCount * ColumnCount;

    /// <summary>Whether the numbers are held in 8 bits, from which there is no way back.</summary>
    internal bool IsQuantized { get; private set; }

    /// <summary>Whether the numbers are held in the form of products alone, from which <see cref="Value"/> would make them once more.</summary>
    internal bool IsPacked { get; private set; }

    /// <summary>Says that the numbers have changed.</summary>
    public void MarkChanged() => Version++;

    /// <summary>Columns of this parameter as the weight of a linear map; blocks taken from one parameter must not overlap.</summary>
    /// <param name="start">First column.</param>
    /// <param name="count">Number of columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The columns are not all inside.</exception>
    public Weight Columns(int start, int count) => Block((0, RowCount), (start, count));

    /// <summary>Rows of this parameter as the weight of a linear map; blocks taken from one parameter must not overlap.</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all inside.</exception>
    public Weight Rows(int start, int count) => Block((start, count), (0, ColumnCount));

    /// <summary>The whole parameter as the weight of a linear map.</summary>
    public Weight Whole() => Columns(0, ColumnCount);

    /// <summary>Holds the numbers in 8 bits from now on. Not to be called while others use them.</summary>
    internal void Quantize() => Quantize(QuantizedTable.Of(Value));

    /// <summary>Holds these numbers, in 8 bits.</summary>
    /// <param name="table">[rows, columns]</param>
    internal void Quantize(QuantizedTable table)
    {
        Quantize(0, table.Bytes, table.Scales);
        lock (_allocating)
        {
            _table = IsLookedUp ? table : null;
        }
    }

    /// <summary>
    /// Holds some rows in 8 bits as products take them, and lets go of the floats that were there. Not for a parameter that is looked up, and not to be called
    /// while others use it.
    /// </summary>
    /// <param name="firstRow">The first of the rows.</param>
    /// <param name="bytes">[rows, columns] q; they are copied.</param>
    /// <param name="scales">[rows] s</param>
    internal void Quantize(int firstRow, ReadOnlySpan<sbyte> bytes, ReadOnlySpan<float> scales)
    {
        foreach (Weight weight in _weights)
        {
            weight.Quantize(firstRow, bytes, scales);
        }

        lock (_allocating)
        {
            (_table, IsQuantized, IsPacked, _isAllocated, _value) = (null, true, false, false, default);
        }
    }

    /// <summary>
    /// Holds some rows as products take them, and lets go of the floats that were there. Whoever asks for <see cref="Value"/> later, when all rows have come,
    /// gets them back, and from then on they are held twice. Not to be called while others use them.
    /// </summary>
    /// <param name="firstRow">The first of the rows.</param>
    /// <param name="rows">[rows, columns] They are copied.</param>
    internal void Pack(int firstRow, Matrix rows)
    {
        MarkChanged();
        foreach (Weight weight in _weights)
        {
            weight.Pack(firstRow, rows);
        }

        lock (_allocating)
        {
            (_table, IsQuantized, IsPacked, _isAllocated, _value) = (null, false, true, false, default);
        }
    }

    /// <summary>The numbers as floats: <see cref="Value"/> itself, or a copy if they are not held as floats. [rows, columns]</summary>
    internal Matrix ToFloats()
    {
        if (_table is not null)
        {
            return CopyRows([.. Enumerable.Range(0, RowCount)]);
        }

        lock (_allocating)
        {
            if (IsPacked)
            {
                return Unpack();
            }
        }

        return Value;
    }

    /// <summary>Copies rows: y_i = this[ids_i].</summary>
    /// <param name="ids">[n] Which rows.</param>
    /// <param name="y">[n, columns] Overwritten.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    internal void Gather(ReadOnlySpan<int> ids, Matrix y)
    {
        if (_table is null)
        {
            Kernels.Rows.Gather(Value, ids, y);
            return;
        }

        for (int i = 0; i < ids.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)ids[i], (uint)RowCount, nameof(ids));
            _table.CopyRow(ids[i], y.Row(i));
        }
    }

    /// <summary>A copy of some rows.</summary>
    /// <param name="ids">[n] Which rows.</param>
    /// <returns>[n, columns]</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    internal Matrix CopyRows(ReadOnlySpan<int> ids)
    {
        Matrix copy = Matrix.Allocate(ids.Length, ColumnCount);
        Gather(ids, copy);
        return copy;
    }

    private Matrix Allocate()
    {
        lock (_allocating)
        {
            if (IsQuantized)
            {
                throw new InvalidOperationException($"{Name} is held in 8 bits; its numbers are no floats any more. Load the model in 32 bits.");
            }

            if (!_isAllocated)
            {
                _value = IsPacked ? Unpack() : Matrix.Allocate(RowCount, ColumnCount);
                (IsPacked, _isAllocated) = (false, true);
            }
        }

        return _value;
    }

    private Matrix Unpack()
    {
        Matrix value = Matrix.Allocate(RowCount, ColumnCount);
        foreach (Weight weight in _weights)
        {
            weight.Unpack(value);
        }

        return value;
    }

    private Weight Block((int Start, int Count) rows, (int Start, int Count) columns)
    {
        Weight weight = new(this, _weights.Count, rows, columns);
        _weights.Add(weight);
        return weight;
    }
}

/// <summary>How a parameter is used.</summary>
public enum ParameterKind
{
    /// <summary>The weight of linear maps; its gradient is dense and written by products.</summary>
    Matrix,

    /// <summary>A bias or score vector; its gradient is dense and accumulated.</summary>
    Vector,

    /// <summary>A table of which a batch touches a few rows; its gradient holds only those rows.</summary>
    Table,

    /// <summary>A table that training leaves as it is; it has no gradient.</summary>
    Constant,
}

/// <summary>What a parameter is for, which decides how it starts.</summary>
public enum ParameterRole
{
    /// <summary>A linear map.</summary>
    Map,

    /// <summary>The map from a state to the next one: square blocks below each other, one for each gate.</summary>
    Recurrent,

    /// <summary>A map or a vector by which attention compares.</summary>
    Score,

    /// <summary>What is added.</summary>
    Bias,

    /// <summary>What is added to the gates of an LSTM: input, forget, candidate, output.</summary>
    ForgetBias,

    /// <summary>What scales.</summary>
    Gain,

    /// <summary>A vector for each token.</summary>
    Embedding,
}
