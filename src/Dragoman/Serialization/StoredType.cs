namespace Dragoman.Serialization;

/// <summary>Type of the elements of a stored tensor, named as in the safetensors format.</summary>
/// <remarks>The values are in the order by which the reference implementation sorts tensors, largest first.</remarks>
internal enum StoredType
{
    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>Signed 8-bit integer.</summary>
    I8,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,
}

/// <summary>What the format knows about each <see cref="StoredType"/>: its name, its size, and its .NET type.</summary>
internal static class StoredTypes
{
    /// <summary>All names, for messages.</summary>
    public const string Names = "F32, F64, I32, I64, I8 and U8";

    public static string Name(this StoredType type) => type switch
    {
        StoredType.U8 => "U8",
        StoredType.I8 => "I8",
        StoredType.I32 => "I32",
        StoredType.F32 => "F32",
        StoredType.F64 => "F64",
        StoredType.I64 => "I64",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a stored type."),
    };

    /// <summary>Size of one element in bytes.</summary>
    public static int Size(this StoredType type) => type switch
    {
        StoredType.U8 or StoredType.I8 => 1,
        StoredType.I32 or StoredType.F32 => 4,
        StoredType.F64 or StoredType.I64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a stored type."),
    };

    public static StoredType? Parse(string name) => name switch
    {
        "U8" => StoredType.U8,
        "I8" => StoredType.I8,
        "I32" => StoredType.I32,
        "F32" => StoredType.F32,
        "F64" => StoredType.F64,
        "I64" => StoredType.I64,
        _ => null,
    };

    /// <summary>The stored type of a .NET number.</summary>
    /// <exception cref="NotSupportedException">The format has no such type here.</exception>
    public static StoredType Of<T>()
        where T : unmanaged => Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.Byte => StoredType.U8,
            TypeCode.SByte => StoredType.I8,
            TypeCode.Int32 => StoredType.I32,
            TypeCode.Single => StoredType.F32,
            TypeCode.Double => StoredType.F64,
            TypeCode.Int64 => StoredType.I64,
            _ => throw new NotSupportedException($"{typeof(T).Name} cannot be stored; use float, double, int, long, byte or sbyte."),
        };
}
