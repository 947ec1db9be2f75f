using System.Xml.Linq;

namespace Dragoman.Tests;

/// <summary>Dependencies run one way: Cli → Dragoman → Numerics.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Numerics_ProjectReferences_AreNone()
    {
        Assert.Empty(ProjectReferences("Dragoman.Numerics"));
    }

    [Fact]
    public void Dragoman_ProjectReferences_AreNumericsOnly()
    {
        Assert.Equal(["Dragoman.Numerics"], ProjectReferences("Dragoman"));
    }

    private static IEnumerable<string> ProjectReferences(string project)
    {
        string file = Path.Combine(Root(), "src", project, project + ".csproj");
        return XDocument.Load(file)
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dragoman.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Dragoman.slnx was not found above the test assembly.");
    }
}
