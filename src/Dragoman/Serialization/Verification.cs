namespace Dragoman.Serialization;

/// <summary>What to do with the checksum of a file when it is opened.</summary>
internal enum Verification
{
    /// <summary>Read the whole file and compare, if the file carries a checksum; files of other programs carry none.</summary>
    WhenPresent,

    /// <summary>Refuse a file without a checksum.</summary>
    Required,

    /// <summary>Look at the header only.</summary>
    None,
}
