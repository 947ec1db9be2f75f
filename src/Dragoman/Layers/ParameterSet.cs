using Dragoman.Numerics.Autodiff;

namespace Dragoman.Layers;

/// <summary>All parameters of a model, in the order in which they were made, which is the order of the model file.</summary>
public sealed class ParameterSet
{
    private readonly List<Parameter> _parameters = [];
    private readonly HashSet<string> _names = [];

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> All => _parameters;

    /// <summary>The outermost scope, in which names have no prefix.</summary>
    public ParameterScope Root => new(this, "");

    /// <summary>Number of trainable numbers.</summary>
    public long Count => _parameters.Sum(parameter => (long)parameter.Value.Length);

    internal Parameter Add(string name, int rows, int columns, ParameterKind kind)
    {
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The model has two parameters named {name}.", nameof(name));
        }

        Parameter parameter = new(name, rows, columns, kind);
        _parameters.Add(parameter);
        return parameter;
    }
}
