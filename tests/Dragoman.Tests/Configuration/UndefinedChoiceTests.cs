using System.Reflection;
using Dragoman.Configuration;

namespace Dragoman.Tests.Configuration;

/// <summary>An application may cast any number to a choice: then it is told, before anything is read or computed.</summary>
public sealed class UndefinedChoiceTests
{
    private const int Undefined = 99;

    [Fact]
    public void Validate_UndefinedValueOfAnyChoice_NamesIt()
    {
        string[] choices = [.. Choices(typeof(TranslatorOptions), [])];

        Assert.True(choices.Length > 15);
        Assert.All(choices, choice => Assert.Contains(
            ((TranslatorOptions)With(new TranslatorOptions(), choice.Split('.'))).Validate(),
            problem => problem.StartsWith($"{CamelCase(choice)} is {Undefined}; choose one of: ", StringComparison.Ordinal)));
    }

    /// <summary>Paths of all options that are choices, such as <c>Model.Cell</c>.</summary>
    private static IEnumerable<string> Choices(Type options, string[] path) =>
        from property in options.GetProperties()
        where property.SetMethod is not null && !property.GetMethod!.IsStatic
        let inner = (string[])[.. path, property.Name]
        from choice in property.PropertyType.IsEnum ? [string.Join('.', inner)]
            : property.PropertyType.Namespace!.StartsWith("Dragoman", StringComparison.Ordinal) ? Choices(property.PropertyType, inner)
            : []
        select choice;

    /// <summary>A copy of a record in which the option at a path has an undefined value.</summary>
    private static object With(object record, ReadOnlySpan<string> path)
    {
        object copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        PropertyInfo property = copy.GetType().GetProperty(path[0])!;
        property.SetValue(copy, path.Length == 1 ? Enum.ToObject(property.PropertyType, Undefined) : With(property.GetValue(copy)!, path[1..]));
        return copy;
    }

    private static string CamelCase(string path) => string.Join('.', path.Split('.').Select(name => char.ToLowerInvariant(name[0]) + name[1..]));
}
