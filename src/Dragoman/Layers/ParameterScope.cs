using Dragoman.Numerics.Autodiff;

namespace Dragoman.Layers;

/// <summary>A place in the tree of parameter names, such as <c>decoder.rnn.</c>, in which a layer makes its parameters.</summary>
public readonly struct ParameterScope : IEquatable<ParameterScope>
{
    private readonly ParameterSet _set;
    private readonly string _prefix;

    internal ParameterScope(ParameterSet set, string prefix)
    {
        (_set, _prefix) = (set, prefix);
    }

    /// <summary>The scope one level further in.</summary>
    /// <param name="name">Name of the level.</param>
    public ParameterScope Inner(string name) => new(_set, _prefix + name + ".");

    /// <summary>Makes the weight matrix of linear maps: [rows, columns].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="rows">Output width.</param>
    /// <param name="columns">Input width.</param>
    public Parameter Matrix(string name, int rows, int columns) => _set.Add(_prefix + name, rows, columns, ParameterKind.Matrix);

    /// <summary>Makes a vector: [1, size].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="size">Number of elements.</param>
    public Parameter Vector(string name, int size) => _set.Add(_prefix + name, 1, size, ParameterKind.Vector);

    /// <summary>Makes a table of which a batch touches a few rows: [rows, columns].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public Parameter Table(string name, int rows, int columns) => _set.Add(_prefix + name, rows, columns, ParameterKind.Table);

    /// <summary>Makes a table that training leaves as it is: [rows, columns].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public Parameter Constant(string name, int rows, int columns) => _set.Add(_prefix + name, rows, columns, ParameterKind.Constant);

    /// <inheritdoc/>
    public bool Equals(ParameterScope other) => ReferenceEquals(_set, other._set) && _prefix == other._prefix;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterScope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_set, _prefix);

    /// <summary>Two scopes are equal when they are the same place in the same tree.</summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other scope.</param>
    public static bool operator ==(ParameterScope left, ParameterScope right) => left.Equals(right);

    /// <summary>Two scopes differ when they are different places.</summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other scope.</param>
    public static bool operator !=(ParameterScope left, ParameterScope right) => !left.Equals(right);
}
