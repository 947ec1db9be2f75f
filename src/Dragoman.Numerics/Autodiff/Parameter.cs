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

    private Matrix Allocate()
    {
        lock (_allocating)
        {
            if (!_isAllocated)
            {
                _value = Matrix.Allocate(RowCount, ColumnCount);
                _isAllocated = true;
            }
        }

        return _value;
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
