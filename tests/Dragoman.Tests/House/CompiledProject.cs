using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Dragoman.Tests.House;

/// <summary>A project as it was compiled: which namespaces use which others, and how long its methods are.</summary>
internal sealed class CompiledProject
{
    private readonly ModuleDefinition _module;

    /// <summary>Reads an assembly that lies beside the tests.</summary>
    /// <param name="name">Its name, without extension.</param>
    internal CompiledProject(string name)
    {
        _module = ModuleDefinition.ReadModule(
            Path.Combine(AppContext.BaseDirectory, name + ".dll"), new ReaderParameters { ReadSymbols = true, InMemory = true });
    }

    /// <summary>Names of the assemblies of this product that it uses.</summary>
    internal IEnumerable<string> References =>
        _module.AssemblyReferences.Select(reference => reference.Name).Where(name => name.StartsWith("Dragoman", StringComparison.Ordinal));

    /// <summary>All types that a person has written, nested ones included.</summary>
    internal IEnumerable<TypeDefinition> Types => _module.GetAllTypes().Where(type => !IsGenerated(type));

    /// <summary>Each use of a namespace by a type of another, once.</summary>
    internal IEnumerable<(TypeDefinition User, string Namespace)> Uses() =>
        from type in _module.GetAllTypes()
        let own = NamespaceOf(type)
        where own.StartsWith("Dragoman", StringComparison.Ordinal) && !own.StartsWith("Dragoman.Numerics", StringComparison.Ordinal)
        from used in UsedTypes(type).SelectMany(Parts).Select(NamespaceOf).Distinct()
        where used.StartsWith("Dragoman", StringComparison.Ordinal) && used != own
        select (type, used);

    /// <summary>Lines from the first statement of a method to its last, of every method that a person has written.</summary>
    internal IEnumerable<(MethodDefinition Method, int Lines)> MethodLengths() =>
        from type in Types
        from method in type.Methods
        where method.DebugInformation.HasSequencePoints
        let lines = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).ToArray()
        where lines.Length > 0
        select (method, lines.Max(point => point.EndLine) - lines.Min(point => point.StartLine) + 1);

    /// <summary>The namespace of a type; that of the outermost one for a nested type.</summary>
    internal static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    private static bool IsGenerated(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || (type.DeclaringType is not null && IsGenerated(type.DeclaringType)) ||
        type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute");

    private static IEnumerable<TypeReference?> UsedTypes(TypeDefinition type) =>
        type.Interfaces.Select(implemented => implemented.InterfaceType).Append(type.BaseType)
            .Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType))
            .Concat(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType))
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(UsedTypes));

    private static IEnumerable<TypeReference?> UsedTypes(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature = method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);
        return method.HasBody
            ? signature.Concat(method.Body.Variables.Select(variable => variable.VariableType)).Concat(method.Body.Instructions.SelectMany(UsedTypes))
            : signature;
    }

    private static IEnumerable<TypeReference?> UsedTypes(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        _ => [],
    };

    /// <summary>The types that a type is made of, such as a list and what it holds.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification special => Parts(special.ElementType),
        _ => [type],
    };
}
