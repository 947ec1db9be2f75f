using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff;

/// <summary>Columns of a parameter as the weight W of y = x·Wᵀ, with copies packed for the products, made once an update.</summary>
public sealed class Weight
{
    private readonly Lock _packing = new();
    private readonly int _start;
    private PackedMatrix? _forward;
    private PackedMatrix? _backward;
    private long _forwardVersion = -1;
    private long _backwardVersion = -1;

    internal Weight(Parameter parameter, int start, int count)
    {
        (Parameter, _start) = (parameter, start);
        Value = parameter.Value.ColumnRange(start, count);
    }

    /// <summary>The parameter whose columns these are.</summary>
    public Parameter Parameter { get; }

    /// <summary>The numbers, a view: [output, input].</summary>
    public Tensor Value { get; }

    /// <summary>Width of x.</summary>
    public int InputSize => Value.Columns;

    /// <summary>Width of y.</summary>
    public int OutputSize => Value.Rows;

    /// <summary>Position among all weights of the model; set when the model is assembled.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>Wᵀ, [input, output], for y = x·Wᵀ.</summary>
    public PackedMatrix Forward => Current(ref _forward, ref _forwardVersion, transposed: true);

    /// <summary>W, [output, input], for dx = dy·W.</summary>
    public PackedMatrix Backward => Current(ref _backward, ref _backwardVersion, transposed: false);

    /// <summary>These columns of another matrix of the parameter's shape, such as its gradient: [output, input].</summary>
    /// <param name="matrix">A matrix of the parameter's shape.</param>
    public Tensor ViewOf(Tensor matrix) => matrix.ColumnRange(_start, InputSize);

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
