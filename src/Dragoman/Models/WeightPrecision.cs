namespace Dragoman.Models;

/// <summary>In how many bits a model multiplies by its weights when it translates.</summary>
public enum WeightPrecision
{
    /// <summary>32, as it was trained.</summary>
    Full,

    /// <summary>8: faster, and a little less exact. A scale per output of each matrix, and activations quantised row by row as they come.</summary>
    EightBit,
}
