namespace Dragoman.Numerics.Autodiff;

/// <summary>A place in the tree of parameter names, such as <c>decoder.rnn.</c>, in which a layer makes its parameters.</summary>
public readonly struct ParameterScope : IEquatable<ParameterScope>
{
    private readonly ParameterSet _set;
    private readonly string _prefix;
    private readonly ParameterRole? _role; // of what is made without saying what for

    internal ParameterScope(ParameterSet set, string prefix, ParameterRole? role = null)
    {
        (_set, _prefix, _role) = (set, prefix, role);
    }

    /// <summary>The scope one level further in.</summary>
    /// <param name="name">Name of the level.</param>
    /// <param name="role">What matrices and vectors made there are for, unless they say so themselves; null: as in this scope.</param>
    public ParameterScope Inner(string name, ParameterRole? role = null) => new(_set, _prefix + name + ".", role ?? _role);

    /// <summary>Makes the weight matrix of linear maps: [rows, columns].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="rows">Output width.</param>
    /// <param name="columns">Input width.</param>
    /// <param name="role">What it is for; null: what its scope is for, else a linear map.</param>
    public Parameter Matrix(string name, int rows, int columns, ParameterRole? role = null) =>
        _set.Add(_prefix + name, rows, columns, ParameterKind.Matrix, role ?? _role ?? ParameterRole.Map);

    /// <summary>Makes a vector: [1, size].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="size">Number of elements.</param>
    /// <param name="role">What it is for; null: what its scope is for (in that of an attention score, to compare), else a bias.</param>
    public Parameter Vector(string name, int size, ParameterRole? role = null) =>
        _set.Add(_prefix + name, 1, size, ParameterKind.Vector, role ?? _role ?? ParameterRole.Bias);

    /// <summary>Makes a table of which a batch touches a few rows: [rows, columns].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public Parameter Table(string name, int rows, int columns) =>
        _set.Add(_prefix + name, rows, columns, ParameterKind.Table, ParameterRole.Embedding);

    /// <summary>Makes a table that training leaves as it is: [rows, columns].</summary>
    /// <param name="name">Name within this scope.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public Parameter Constant(string name, int rows, int columns) =>
        _set.Add(_prefix + name, rows, columns, ParameterKind.Constant, ParameterRole.Embedding);

    /// <inheritdoc/>
    public bool Equals(ParameterScope other) => ReferenceEquals(_set, other._set) && _prefix == other._prefix && _role == other._role;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterScope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_set, _prefix, _role);

    /// <summary>Two scopes are equal when they are the same place in the same tree.</summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other scope.</param>
    public static bool operator ==(ParameterScope left, ParameterScope right) => left.Equals(right);

    /// <summary>Two scopes differ when they are different places.</summary>
    /// <param name="left">One scope.</param>
    /// <param name="right">The other scope.</param>
    public static bool operator !=(ParameterScope left, ParameterScope right) => !left.Equals(right);
}
