using Dragoman.TestKit;
using Mono.Cecil;

namespace Dragoman.Tests.House;

/// <summary>Files, methods and parameter lists stay small enough to be read in one go; what is larger is listed here by name.</summary>
public sealed class SizeTests
{
    private const int MostLinesInAFile = 330;
    private const int MostLinesInAMethod = 65;
    private const int MostParameters = 8;

    /// <summary>One kernel, written out for the registers that it keeps.</summary>
    private static readonly string[] LongMethods = ["GemmKernel`2::Run"];

    [Fact]
    public void Files_WrittenByHand_AreShort() => Offences.AssertNone(
        from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root(), "src"), "*.cs", SearchOption.AllDirectories)
        where !file.EndsWith(".g.cs", StringComparison.Ordinal)
        let lines = File.ReadLines(file).Count()
        where lines > MostLinesInAFile
        select $"{Path.GetFileName(file)} has {lines} lines");

    [Theory]
    [InlineData("Dragoman.Numerics")]
    [InlineData("Dragoman.Core")]
    [InlineData("Dragoman.Hosting")]
    [InlineData("Dragoman.Inspector")]
    [InlineData("Dragoman.Server")]
    [InlineData("Dragoman.Lab")]
    [InlineData("Dragoman.Mpi")]
    [InlineData("Dragoman.Onnx")]
    public void Methods_WrittenByHand_AreShort(string assembly) => Offences.AssertNone(
        from entry in new CompiledProject(assembly).MethodLengths()
        where entry.Lines > MostLinesInAMethod && !IsTable(entry.Method) && !LongMethods.Any(name => entry.Method.FullName.Contains(name, StringComparison.Ordinal))
        select $"{entry.Method.FullName} has {entry.Lines} lines");

    /// <summary>Records of options and results have as many as there are; their parameters are named where they are given.</summary>
    [Theory]
    [InlineData("Dragoman.Numerics")]
    [InlineData("Dragoman.Core")]
    [InlineData("Dragoman.Hosting")]
    [InlineData("Dragoman.Inspector")]
    [InlineData("Dragoman.Server")]
    [InlineData("Dragoman.Lab")]
    [InlineData("Dragoman.Mpi")]
    [InlineData("Dragoman.Onnx")]
    public void Constructors_ThatAreNoRecords_TakeFewParameters(string assembly) => Offences.AssertNone(
        from type in new CompiledProject(assembly).Types
        where !type.Methods.Any(method => method.Name is "<Clone>$" or "PrintMembers")
        from method in type.Methods
        where method.IsConstructor && method.Parameters.Count > MostParameters && !type.Interfaces.Any(implemented => implemented.InterfaceType.Name.Contains("Kernel", StringComparison.Ordinal))
        select $"{type.FullName} takes {method.Parameters.Count} parameters");

    /// <summary>What stands beside a type's members when it is made, and generated tables.</summary>
    private static bool IsTable(MethodDefinition method) => method.IsConstructor || method.DeclaringType.Name == "CanonicalData";
}
