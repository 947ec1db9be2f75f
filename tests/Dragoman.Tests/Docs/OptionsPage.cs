using System.Reflection;
using System.Text;
using Dragoman.Configuration;

namespace Dragoman.Tests.Docs;

/// <summary>The page of all options: made from the option records, their XML docs and the default preset.</summary>
internal static class OptionsPage
{
    private const string Heading = """
        # Options

        Every option of `dragoman train`, by its path in `config.json`. Change one with `--set path=value`, or several with `--config FILE.json`.
        Values are those of the preset `default`; `dragoman options --preset NAME` shows another's. This page is generated from the option records.

        """;

    internal static string Render()
    {
        RecordDocs docs = RecordDocs.Load();
        IReadOnlyDictionary<string, string> values = OptionCatalog.ValuesOf(Preset.Find("default").Options);
        StringBuilder page = new(Heading.ReplaceLineEndings("\n"));
        foreach (ParameterInfo group in RecordDocs.Parameters(typeof(TranslatorOptions)))
        {
            page.Append($"\n## {RecordDocs.CamelCase(group.Name!)}\n\n| option | value | takes | meaning |\n|---|---|---|---|\n");
            foreach ((string path, string meaning) in Walk(docs, group.ParameterType, RecordDocs.CamelCase(group.Name!)))
            {
                string takes = OptionCatalog.All.Single(option => option.Path == path).Expected;
                page.Append($"| `{path}` | {values[path].Trim('"')} | {takes} | {meaning} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>A record's own default is that of no preset.</summary>
    private static string WithoutDefault(string meaning) =>
        meaning.LastIndexOf(" Default: ", StringComparison.Ordinal) is > 0 and var end ? meaning[..end] : meaning;

    private static IEnumerable<(string Path, string Meaning)> Walk(RecordDocs docs, Type record, string prefix)
    {
        foreach (ParameterInfo parameter in RecordDocs.Parameters(record))
        {
            string path = $"{prefix}.{RecordDocs.CamelCase(parameter.Name!)}";
            if (OptionCatalog.All.Any(option => option.Path == path))
            {
                yield return (path, WithoutDefault(docs.Meaning(record, parameter.Name!)));
                continue;
            }

            foreach ((string Path, string Meaning) inner in Walk(docs, parameter.ParameterType, path))
            {
                yield return inner;
            }
        }
    }
}
