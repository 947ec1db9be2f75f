namespace Dragoman.Lab.Downloads;

/// <summary>A file that is fetched.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Bytes">Its length; null if it is not known.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal digits; null if it is not known.</param>
/// <param name="Entry">The file inside, if it is a zip archive.</param>
public sealed record RemoteFile(Uri Url, long? Bytes = null, string? Sha256 = null, string? Entry = null)
{
    /// <summary>Its name without the folders before it.</summary>
    public string Name => Url.Segments[^1];
}
