using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dragoman.Configuration;

namespace Dragoman.Tests.Docs;

/// <summary>The XML docs of the library's records.</summary>
internal sealed partial class RecordDocs
{
    private readonly XDocument _docs;

    private RecordDocs(XDocument docs)
    {
        _docs = docs;
    }

    /// <summary>Reads the docs beside the library and other assemblies.</summary>
    /// <param name="others">A type of each other assembly.</param>
    internal static RecordDocs Load(params IEnumerable<Type> others) => new(new XDocument(new XElement(
        "doc",
        others.Prepend(typeof(TranslatorOptions)).Select(type => XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).Root))));

    /// <summary>The parameters of a record, in order.</summary>
    internal static ParameterInfo[] Parameters(Type record) =>
        record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();

    /// <summary>The type of a member of a record.</summary>
    internal static Type TypeOf(Type record, string member) => record.GetProperty(member)!.PropertyType;

    /// <summary>The text of a parameter's doc, on one line and without its markup.</summary>
    internal string Meaning(Type record, string parameter)
    {
        XElement? text = _docs.Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith($"M:{record.FullName}.#ctor(", StringComparison.Ordinal))
            .Elements("param")
            .FirstOrDefault(element => element.Attribute("name")!.Value == parameter)
            ?? _docs.Descendants("member").FirstOrDefault(member => member.Attribute("name")!.Value == $"P:{record.FullName}.{parameter}")?.Element("summary");
        Assert.True(text is not null, $"{record.Name}.{parameter} has no doc.");
        StringBuilder plain = new();
        foreach (XNode node in text.Nodes())
        {
            plain.Append(node switch
            {
                XText words => words.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "paramref" } reference => $"`{CamelCase(reference.Attribute("name")!.Value)}`",
                XElement { Name.LocalName: "see" } field when field.Attribute("cref")!.Value.StartsWith("F:", StringComparison.Ordinal) =>
                    $"`{CamelCase(field.Attribute("cref")!.Value.Split('.')[^1])}`",
                XElement { Name.LocalName: "see" } reference => $"`{reference.Attribute("cref")!.Value.Split('.')[^1]}`",
                XElement other => other.Value,
                _ => "",
            });
        }

        return Blanks().Replace(plain.ToString(), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
    }

    /// <summary>A member's name as it stands in JSON.</summary>
    internal static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
