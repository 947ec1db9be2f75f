namespace Dragoman.Tests.House;

/// <summary>Dependencies run one way: Cli → Lab, Mpi, Onnx and Server → Hosting and Inspector → Dragoman → Numerics, and inside each from what is built to what it is built of.</summary>
public sealed class DependencyTests
{
    /// <summary>What each namespace of the library may use besides itself and Numerics; the root, what an application meets, may use everything.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Alignments"] = ["Data", "Messages", "Metrics", "Text"],
        ["Attention"] = ["Layers", "Options"],
        ["Configuration"] = ["Attention", "Constraints", "Data", "Decoding", "Layers", "Messages", "Models", "Optimization", "Options", "Serialization", "Text", "Text.Moses", "Text.SentencePieces"],
        ["Constraints"] = ["Decoding", "Options", "Parsing", "Text"],
        ["Data"] = ["Messages", "Options", "Serialization", "Text"],
        ["Decoding"] = ["Attention", "Layers", "Models", "Options", "Text"],
        ["Distributed"] = [],
        ["Explanations"] = ["Attention", "Configuration", "Constraints", "Decoding", "Layers", "Models", "Options", "Shortlists", "Text"],
        ["Layers"] = ["Options"],
        ["Messages"] = [],
        ["Metrics"] = ["Messages", "Metrics.Tokenization", "Parsing"],
        ["Metrics.Tokenization"] = [],
        ["Models"] = ["Attention", "Layers", "Options"],
        ["Neighbours"] = ["Configuration", "Data", "Decoding", "Explanations", "Layers", "Messages", "Models", "Serialization", "Text"],
        ["Optimization"] = ["Data", "Distributed", "Layers", "Models", "Options"],
        ["Options"] = [],
        ["Parsing"] = ["Data", "Messages", "Text"],
        ["Serialization"] = ["Messages"],
        ["Shards"] = ["Messages", "Serialization"],
        ["Shortlists"] = ["Data", "Decoding", "Messages", "Options", "Serialization", "Text"],
        ["Storage"] = ["Attention", "Configuration", "Data", "Layers", "Messages", "Models", "Optimization", "Options", "Serialization", "Text", "Text.Moses"],
        ["Text"] = ["Messages", "Options", "Serialization", "Text.Moses", "Text.Rewriting", "Text.SentencePieces"],
        ["Text.Moses"] = ["Options", "Serialization", "Text.Rewriting"],
        ["Text.Rewriting"] = [],
        ["Text.SentencePieces"] = [],
        ["Training"] = ["Attention", "Configuration", "Constraints", "Data", "Decoding", "Distributed", "Layers", "Messages", "Metrics", "Models", "Optimization", "Options", "Serialization", "Storage", "Text"],
        ["Visualization"] = ["Alignments"],
    };

    [Theory]
    [InlineData("Dragoman.Numerics")]
    [InlineData("Dragoman.Core", "Dragoman.Numerics")]
    [InlineData("Dragoman.Hosting", "Dragoman.Core", "Dragoman.Numerics")]
    [InlineData("Dragoman.Inspector")]
    [InlineData("Dragoman.Server", "Dragoman.Hosting", "Dragoman.Inspector", "Dragoman.Core", "Dragoman.Numerics")]
    [InlineData("Dragoman.Lab", "Dragoman.Core", "Dragoman.Numerics")]
    [InlineData("Dragoman.Mpi", "Dragoman.Core")]
    [InlineData("Dragoman.Onnx", "Dragoman.Core", "Dragoman.Numerics")]
    public void References_OfTheProduct_RunOneWay(string assembly, params string[] allowed) =>
        Assert.Empty(new CompiledProject(assembly).References.Except(allowed));

    [Fact]
    public void Dragoman_Namespaces_UseWhatTheyMay()
    {
        IEnumerable<string> offences =
            from use in new CompiledProject("Dragoman.Core").Uses()
            let user = Short(CompiledProject.NamespaceOf(use.User))
            let used = Short(use.Namespace)
            where user.Length > 0 && !used.StartsWith("Numerics", StringComparison.Ordinal) && !Allowed.GetValueOrDefault(user, []).Contains(used)
            select $"{use.User.FullName} uses {(used.Length == 0 ? "the root namespace" : used)}";
        Offences.AssertNone(offences);
    }

    [Theory]
    [InlineData("Dragoman.Core")]
    [InlineData("Dragoman.Hosting")]
    [InlineData("Dragoman.Inspector")]
    [InlineData("Dragoman.Server")]
    [InlineData("Dragoman.Lab")]
    [InlineData("Dragoman.Mpi")]
    [InlineData("Dragoman.Onnx")]
    public void Namespaces_OfAProject_HaveNoCircle(string assembly)
    {
        ILookup<string, string> uses = new CompiledProject(assembly).Uses()
            .Select(use => (User: CompiledProject.NamespaceOf(use.User), Used: use.Namespace))
            .Where(use => use.User.Split('.') is not ["Dragoman"]) // The root may use everything; the rules above keep others from using it.
            .Distinct()
            .ToLookup(use => use.User, use => use.Used);
        IEnumerable<string> circles =
            from name in uses.Select(user => user.Key)
            where Reachable(name, uses).Contains(name)
            select name;
        Offences.AssertNone(circles);
    }

    private static HashSet<string> Reachable(string start, ILookup<string, string> uses)
    {
        HashSet<string> seen = [];
        Stack<string> next = new(uses[start]);
        while (next.TryPop(out string? name))
        {
            if (seen.Add(name))
            {
                foreach (string used in uses[name])
                {
                    next.Push(used);
                }
            }
        }

        return seen;
    }

    private static string Short(string name) => name.Length > "Dragoman.".Length ? name["Dragoman.".Length..] : "";
}
