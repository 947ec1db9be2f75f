namespace Dragoman.Serialization;

/// <summary>Type of the elements of a stored tensor, named as in the safetensors format.</summary>
/// <remarks>The values are in the order by which the reference implementation sorts tensors, largest first.</remarks>
public enum StoredType
{
    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,
}
