using Dragoman.Numerics.Kernels.Products;

namespace Dragoman.Numerics.Autodiff;

/// <summary>The gradients of a model's parameters, collected by one tape.</summary>
/// <remarks>Matrices and vectors are dense; of a table only the rows that the batch has touched are kept.</remarks>
public sealed class GradientBuffer
{
    private readonly Parameter[] _parameters;
    private readonly Matrix[] _dense;
    private readonly RowGradient?[] _rows;
    private readonly bool[][] _written; // for each parameter, for each of its weights
    private readonly int[] _stages; // for each parameter, the earliest stage that touches it
    private int? _stage;

    /// <summary>Makes room for the gradients of a model whose parameters and weights are all made.</summary>
    /// <param name="parameters">All parameters of the model.</param>
    public GradientBuffer(ParameterSet parameters)
    {
        int count = parameters.All.Count;
        _parameters = [.. parameters.Trainable];
        _dense = new Matrix[count];
        _rows = new RowGradient?[count];
        _written = new bool[count][];
        _stages = new int[count];
        Array.Fill(_stages, int.MaxValue);
        foreach (Parameter parameter in _parameters)
        {
            _written[parameter.Index] = new bool[parameter.Weights.Count];
            if (parameter.Kind == ParameterKind.Table)
            {
                _rows[parameter.Index] = new RowGradient(parameter.RowCount, parameter.ColumnCount);
            }
            else
            {
                _dense[parameter.Index] = Matrix.Allocate(parameter.RowCount, parameter.ColumnCount);
            }
        }
    }

    /// <summary>The parameters that have gradients, in the order of the model file.</summary>
    public ReadOnlySpan<Parameter> Parameters => _parameters;

    /// <summary>The dense gradient of a matrix or vector, for an operation to add to: the parameter's shape.</summary>
    /// <param name="parameter">A parameter that is not a table.</param>
    public Matrix Dense(Parameter parameter)
    {
        Touch(parameter);
        return _dense[parameter.Index];
    }

    /// <summary>The same for who comes after the operations.</summary>
    /// <param name="parameter">A parameter that is not a table.</param>
    internal Matrix Whole(Parameter parameter) => _dense[parameter.Index];

    /// <summary>The rows of a table's gradient that the batch has touched.</summary>
    /// <param name="parameter">A parameter that is a table.</param>
    public RowGradient Rows(Parameter parameter) => _rows[parameter.Index]!;

    /// <summary>
    /// The earliest stage (<see cref="Tape.BeginStage"/>) that has touched the gradient of a parameter in any backward pass so far, so that it is whole when that stage
    /// is played back; null if none has.
    /// </summary>
    /// <param name="parameter">A parameter that is not a table.</param>
    internal int? EarliestStage(Parameter parameter) => _stages[parameter.Index] is var stage and not int.MaxValue ? stage : null;

    /// <summary>Forgets all gradients.</summary>
    public void Clear()
    {
        foreach (Parameter parameter in _parameters)
        {
            Array.Clear(_written[parameter.Index]);
            _rows[parameter.Index]?.Clear();
            if (parameter.Kind != ParameterKind.Table && parameter.Weights.Count == 0)
            {
                // No product will overwrite it: operations only add.
                _dense[parameter.Index].Fill(0f);
            }
        }
    }

    /// <summary>Where a contribution to a weight's gradient goes: [output, input].</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="accumulate">True: add. False: the first contribution; overwrite every element.</param>
    internal Matrix Target(Weight weight, out bool accumulate)
    {
        Touch(weight.Parameter);
        ref bool written = ref _written[weight.Parameter.Index][weight.Index];
        accumulate = written;
        written = true;
        return weight.ViewOf(_dense[weight.Parameter.Index]);
    }

    /// <summary>Adds a product to a weight's gradient: dW += dYᵀ·X.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="dy">[rows, output] Gradient of the weight's outputs.</param>
    /// <param name="x">[rows, input] The inputs that they came from.</param>
    /// <param name="scratch">Memory for packing.</param>
    internal void AddProduct(Weight weight, Matrix dy, Matrix x, Arena scratch)
    {
        Matrix target = Target(weight, out bool accumulate);
        Gemm.Multiply(dy, transposeA: true, x, transposeB: false, target, accumulate, scratch);
    }

    /// <summary>The dense gradient of a matrix as a place to add to: what no product has written yet becomes zero first.</summary>
    /// <param name="parameter">A parameter that is not a table.</param>
    internal Matrix AccumulationTarget(Parameter parameter)
    {
        Touch(parameter);
        Settle(parameter);
        return _dense[parameter.Index];
    }

    /// <summary>Sets to zero what no operation has written, so that every element of every gradient is valid.</summary>
    public void Complete()
    {
        foreach (Parameter parameter in _parameters)
        {
            Settle(parameter);
        }
    }

    /// <summary>What is touched from here on is touched by a stage.</summary>
    internal void BeginStage(int stage) => _stage = stage;

    /// <summary>What is touched from here on is touched by nobody's stage.</summary>
    internal void EndStage() => _stage = null;

    /// <summary>Sets to zero what no operation has written of one gradient, so that every element of it is valid.</summary>
    /// <param name="parameter">A parameter.</param>
    internal void Settle(Parameter parameter)
    {
        bool[] written = _written[parameter.Index];
        for (int i = 0; i < written.Length; i++)
        {
            if (!written[i])
            {
                parameter.Weights[i].ViewOf(_dense[parameter.Index]).Fill(0f);
                written[i] = true;
            }
        }
    }

    private void Touch(Parameter parameter)
    {
        if (_stage is { } stage)
        {
            ref int earliest = ref _stages[parameter.Index];
            earliest = Math.Min(earliest, stage);
        }
    }
}
