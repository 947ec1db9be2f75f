namespace Dragoman.Text;

/// <summary>What canonical equivalence needs to know of one character.</summary>
internal readonly record struct CanonicalProperty
{
    /// <summary>The combining class; 0 for a starter.</summary>
    public byte CombiningClass { get; init; }

    /// <summary>Whether form C may change it, or what is before it on its account; otherwise it begins text that stands for itself.</summary>
    public bool MayChange { get; init; }

    /// <summary>Place of its decomposition; 0 for none.</summary>
    public ushort Decomposition { get; init; }

    /// <summary>Its place among the first parts of compositions; 0 for none.</summary>
    public ushort FirstPlace { get; init; }

    /// <summary>Its place among the second parts of compositions; 0 for none.</summary>
    public ushort SecondPlace { get; init; }
}
