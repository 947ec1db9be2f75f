using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dragoman.Configuration;

namespace Dragoman.Tests.Docs;

/// <summary>The page of all options: made from the option records, their XML docs and the default preset.</summary>
internal static partial class OptionsPage
{
    private const string Heading = """
        # Options

        Every option of `dragoman train`, by its path in `config.json`. Change one with `--set path=value`, or several with `--config FILE.json`.
        Values are those of the preset `default`; `dragoman options --preset NAME` shows another's. This page is generated from the option records.

        """;

    internal static string Render()
    {
        XDocument docs = XDocument.Load(Path.ChangeExtension(typeof(ExperimentOptions).Assembly.Location, ".xml"));
        IReadOnlyDictionary<string, string> values = OptionCatalog.ValuesOf(Preset.Find("default").Options);
        StringBuilder page = new(Heading.ReplaceLineEndings("\n"));
        foreach (ParameterInfo group in Parameters(typeof(ExperimentOptions)))
        {
            page.Append($"\n## {CamelCase(group.Name!)}\n\n| option | value | takes | meaning |\n|---|---|---|---|\n");
            foreach ((string path, string meaning) in Walk(docs, group.ParameterType, CamelCase(group.Name!)))
            {
                string takes = OptionCatalog.All.Single(option => option.Path == path).Expected;
                page.Append($"| `{path}` | {values[path].Trim('"')} | {takes} | {meaning} |\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<(string Path, string Meaning)> Walk(XDocument docs, Type record, string prefix)
    {
        foreach (ParameterInfo parameter in Parameters(record))
        {
            string path = $"{prefix}.{CamelCase(parameter.Name!)}";
            if (OptionCatalog.All.Any(option => option.Path == path))
            {
                yield return (path, Meaning(docs, record, parameter.Name!));
                continue;
            }

            foreach ((string Path, string Meaning) inner in Walk(docs, parameter.ParameterType, path))
            {
                yield return inner;
            }
        }
    }

    private static ParameterInfo[] Parameters(Type record) =>
        record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();

    /// <summary>The text of a parameter's doc, on one line and without its markup.</summary>
    private static string Meaning(XDocument docs, Type record, string parameter)
    {
        XElement? text = docs.Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith($"M:{record.FullName}.#ctor(", StringComparison.Ordinal))
            .Elements("param")
            .FirstOrDefault(element => element.Attribute("name")!.Value == parameter);
        Assert.True(text is not null, $"{record.Name}.{parameter} has no doc.");
        StringBuilder plain = new();
        foreach (XNode node in text.Nodes())
        {
            plain.Append(node switch
            {
                XText words => words.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "paramref" } reference => $"`{CamelCase(reference.Attribute("name")!.Value)}`",
                XElement { Name.LocalName: "see" } reference => $"`{reference.Attribute("cref")!.Value.Split('.')[^1]}`",
                XElement other => other.Value,
                _ => "",
            });
        }

        return Blanks().Replace(plain.ToString(), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
    }

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
