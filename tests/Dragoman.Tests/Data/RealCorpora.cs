namespace Dragoman.Tests.Data;

/// <summary>Finds the real corpora, which are not part of the repository.</summary>
internal static class RealCorpora
{
    /// <summary>The path of a corpus file; the test is skipped if it is absent.</summary>
    public static string Require(string relativePath)
    {
        string? root = Environment.GetEnvironmentVariable("DRAGOMAN_DATA") ?? BesideTheRepository();
        string path = Path.Combine(root ?? "", relativePath);
        Assert.SkipUnless(root is not null && File.Exists(path), $"The corpus {relativePath} is absent; set DRAGOMAN_DATA to its folder.");
        return path;
    }

    private static string? BesideTheRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dragoman.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.Parent is DirectoryInfo parent ? Path.Combine(parent.FullName, "shared", "data") : null;
    }
}
