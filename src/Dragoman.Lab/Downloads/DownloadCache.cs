using System.Security.Cryptography;
using System.Text;

namespace Dragoman.Lab.Downloads;

/// <summary>A folder of files that have been fetched, each under its name in a folder for its address.</summary>
/// <param name="folder">The folder; it need not exist.</param>
public sealed class DownloadCache(string folder)
{
    private const int KeyLength = 16; // Hexadecimal digits: no two addresses of a catalog share so many.

    /// <summary>The folder for files of this program: that of XDG_CACHE_HOME, or what the system has in its place.</summary>
    public static string DefaultFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } named && Path.IsPathRooted(named) ? named
        : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "dragoman");

    /// <summary>Where a file lies, or will lie.</summary>
    /// <param name="file">The file.</param>
    public string PathOf(RemoteFile file) => Path.Combine(
        folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Url.AbsoluteUri)))[..KeyLength], file.Name);

    /// <summary>Whether a file is there, whole and unchanged as far as it can be told.</summary>
    /// <param name="file">The file.</param>
    internal bool Holds(RemoteFile file)
    {
        string path = PathOf(file);
        return File.Exists(path) && (file.Sha256 is null || file.Sha256 == HashOf(path));
    }

    /// <summary>Removes a file, so that it will be fetched anew.</summary>
    /// <param name="file">The file; it need not be there.</param>
    public void Forget(RemoteFile file) => File.Delete(PathOf(file));

    /// <summary>SHA-256 of a file that is there, in lower-case hexadecimal digits.</summary>
    /// <param name="path">The file.</param>
    public static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
