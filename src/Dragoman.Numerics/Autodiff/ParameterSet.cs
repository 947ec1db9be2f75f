using System.Globalization;

namespace Dragoman.Numerics.Autodiff;

/// <summary>All parameters of a model, in the order in which they were made, which is the order of the model file and of their numbers.</summary>
public sealed class ParameterSet
{
    private readonly List<Parameter> _parameters = [];
    private readonly List<Parameter> _trainable = [];
    private readonly HashSet<string> _names = [];

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> All => _parameters;

    /// <summary>Those that training changes.</summary>
    public IReadOnlyList<Parameter> Trainable => _trainable;

    /// <summary>The outermost scope, in which names have no prefix.</summary>
    public ParameterScope Root => new(this, "");

    /// <summary>Number of trainable numbers.</summary>
    public long Count => _trainable.Sum(parameter => (long)parameter.RowCount * parameter.ColumnCount);

    /// <summary>Makes a parameter and gives it the next number.</summary>
    /// <exception cref="ArgumentException">The name is blank, or another parameter has it.</exception>
    /// <exception cref="OverflowException">There would be more numbers than a matrix holds.</exception>
    internal Parameter Add(string name, int rows, int columns, ParameterKind kind, ParameterRole role)
    {
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The model has two parameters named {name}.", nameof(name));
        }

        if ((long)rows * columns > Parameter.MaximumCount)
        {
            throw new OverflowException(string.Create(
                CultureInfo.InvariantCulture,
                $"The parameter {name} would hold {rows:N0} × {columns:N0} numbers, but a matrix holds at most {Parameter.MaximumCount:N0}."));
        }

        Parameter parameter = new(_parameters.Count, name, rows, columns, kind, role);
        _parameters.Add(parameter);
        if (kind != ParameterKind.Constant)
        {
            _trainable.Add(parameter);
        }

        return parameter;
    }
}
