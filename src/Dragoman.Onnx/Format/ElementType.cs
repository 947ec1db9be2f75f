namespace Dragoman.Onnx.Format;

/// <summary>What a tensor holds; the values are those of the format.</summary>
internal enum ElementType
{
    /// <summary>32-bit floats.</summary>
    Float = 1,

    /// <summary>32-bit integers.</summary>
    Int32 = 6,

    /// <summary>64-bit integers.</summary>
    Int64 = 7,

    /// <summary>True or false.</summary>
    Boolean = 9,
}
