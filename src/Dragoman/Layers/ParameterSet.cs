using System.Globalization;
using Dragoman.Numerics.Autodiff;
using Dragoman.Options;

namespace Dragoman.Layers;

/// <summary>All parameters of a model, in the order in which they were made, which is the order of the model file.</summary>
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

    internal Parameter Add(string name, int rows, int columns, ParameterKind kind, ParameterRole role)
    {
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The model has two parameters named {name}.", nameof(name));
        }

        if ((long)rows * columns > Parameter.MaximumCount)
        {
            throw new ConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The parameter {name} would hold {rows:N0} × {columns:N0} numbers, but a matrix holds at most {Parameter.MaximumCount:N0}. Choose smaller sizes, or a smaller vocabulary."));
        }

        Parameter parameter = new(name, rows, columns, kind) { Role = role };
        _parameters.Add(parameter);
        if (kind != ParameterKind.Constant)
        {
            _trainable.Add(parameter);
        }

        return parameter;
    }
}
