namespace Dragoman.Lab.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Bytes">Bytes that are there.</param>
/// <param name="Total">Bytes of the whole file; null if nobody knows.</param>
public readonly record struct DownloadProgress(string Name, long Bytes, long? Total);
