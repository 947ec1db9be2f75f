namespace Dragoman.Data;

/// <summary>How a file holds pairs.</summary>
internal enum PairForm
{
    /// <summary>Source, TAB, target on each line.</summary>
    Columns,

    /// <summary>An object with <c>source</c> and <c>target</c> on each line, and perhaps more.</summary>
    Objects,
}
