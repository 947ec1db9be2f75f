using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dragoman.TestKit;

namespace Dragoman.Tests;

/// <summary>Dependencies run one way: Cli → Dragoman → Numerics, and inside Dragoman from what is built to what it is built of.</summary>
public sealed partial class HouseTests
{
    /// <summary>What each folder of src/Dragoman may use besides itself; the root, what an application meets, may use everything.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Text"] = ["Serialization"],
        ["Data"] = ["Text"],
        ["Parsing"] = ["Data", "Text"],
        ["Metrics"] = ["Parsing"],
        ["Visualization"] = [],
        ["Alignments"] = ["Data", "Metrics", "Text", "Visualization"],
        ["Serialization"] = [],
        ["Layers"] = [],
        ["Attention"] = ["Layers"],
        ["Models"] = ["Attention", "Layers"],
        ["Training"] = ["Models", "Data", "Text"],
        ["Decoding"] = ["Layers", "Models", "Text"],
        ["Configuration"] = ["Attention", "Data", "Decoding", "Layers", "Models", "Text", "Training"],
        ["Evaluation"] = ["Alignments", "Configuration", "Data", "Metrics", "Text"],
        ["Experiments"] =
            ["Attention", "Benchmarking", "Configuration", "Data", "Decoding", "Evaluation", "Metrics", "Serialization", "Text", "Training", "Visualization"],
        ["Benchmarking"] = ["Attention", "Data", "Decoding", "Layers", "Models", "Text", "Training"],
    };

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

    [Fact]
    public void Dragoman_Namespaces_DependOneWay()
    {
        string library = Path.Combine(Checkout.Root(), "src", "Dragoman");
        List<string> offences = [];
        foreach (string folder in Directory.GetDirectories(library))
        {
            string name = Path.GetFileName(folder);
            Assert.True(Allowed.ContainsKey(name), $"src/Dragoman/{name} is new: say in this test what it may use.");
            foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                offences.AddRange(
                    from used in UsedFolders(File.ReadAllText(file))
                    where used != name && !Allowed[name].Contains(used)
                    select $"{Path.GetRelativePath(library, file)} uses Dragoman.{used}");
            }
        }

        Assert.Empty(offences);
    }

    private static IEnumerable<string> UsedFolders(string code) =>
        UsingDirective().Matches(code).Select(match => match.Groups[1].Value).Where(name => name != "Numerics").Distinct();

    [GeneratedRegex(@"^using Dragoman\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    private static IEnumerable<string> ProjectReferences(string project)
    {
        string file = Path.Combine(Checkout.Root(), "src", project, project + ".csproj");
        return XDocument.Load(file)
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
    }
}
