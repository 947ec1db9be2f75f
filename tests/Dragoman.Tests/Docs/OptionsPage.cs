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
        string heading = "";
        foreach (Option option in OptionCatalog.All)
        {
            string[] names = option.Path.Split('.');
            if (names[0] != heading)
            {
                heading = names[0];
                page.Append($"\n## {heading}\n\n| option | value | takes | meaning |\n|---|---|---|---|\n");
            }

            page.Append($"| `{option.Path}` | {values[option.Path].Trim('"')} | {option.Expected} | {Meaning(docs, names)} |\n");
        }

        return page.ToString();
    }

    /// <summary>The table has a column for the value.</summary>
    private static string WithoutDefault(string meaning) =>
        meaning.LastIndexOf(" Default: ", StringComparison.Ordinal) is > 0 and var end ? meaning[..end] : meaning;

    private static string Meaning(RecordDocs docs, string[] names)
    {
        Type record = typeof(TranslatorOptions);
        foreach (string group in names[..^1])
        {
            record = RecordDocs.TypeOf(record, Capitalized(group));
        }

        return WithoutDefault(docs.Meaning(record, Capitalized(names[^1])));
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
