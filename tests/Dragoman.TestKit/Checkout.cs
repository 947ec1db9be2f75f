namespace Dragoman.TestKit;

/// <summary>The checkout in which the tests run.</summary>
public static class Checkout
{
    /// <summary>The folder that holds Dragoman.slnx.</summary>
    public static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dragoman.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Dragoman.slnx was not found above the test assembly.");
    }
}
