namespace Dragoman.Numerics.Autodiff;

/// <summary>How the numbers of a model are held in memory.</summary>
internal enum WeightForm
{
    /// <summary>Each as a float in its place, and beside them what products take: for training.</summary>
    Floats,

    /// <summary>As products take them, and as floats only what is looked up or added: for translating.</summary>
    Packed,

    /// <summary>In 8 bits what is multiplied by or looked up.</summary>
    EightBits,
}
