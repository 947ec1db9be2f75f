using System.Reflection;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Configuration;
using Dragoman.Lab.Experiments;
using Dragoman.Tests.Docs;

namespace Dragoman.Lab.Tests.Docs;

/// <summary>The generated part of the page on experiments: the members of the file, made from the records and their XML docs.</summary>
internal static class ExperimentsPage
{
    internal const string Start = "<!-- generated from the records of Dragoman.Lab.Experiments -->\n";

    internal static string Render()
    {
        RecordDocs docs = RecordDocs.Load(typeof(Experiment));
        StringBuilder table = new(Start);
        table.Append("\n| member | takes | meaning |\n|---|---|---|\n");
        foreach ((string path, string takes, string meaning) in Walk(docs, ExperimentJson.Default.Experiment, "", []))
        {
            table.Append($"| `{path}` | {takes} | {meaning} |\n");
        }

        return table.ToString();
    }

    /// <summary>A record that was described before is only named.</summary>
    private static IEnumerable<(string Path, string Takes, string Meaning)> Walk(
        RecordDocs docs, JsonTypeInfo record, string prefix, Dictionary<Type, string> known)
    {
        foreach (ParameterInfo parameter in RecordDocs.Parameters(record.Type))
        {
            JsonTypeInfo type = record.Options.GetTypeInfo(parameter.ParameterType);
            bool isNamed = type.Kind == JsonTypeInfoKind.Dictionary;
            JsonTypeInfo inner = isNamed ? type.Options.GetTypeInfo(type.ElementType!) : type;
            string path = prefix + RecordDocs.CamelCase(parameter.Name!);
            bool isGroup = inner.Kind == JsonTypeInfoKind.Object;
            string takes = (isGroup, isNamed) switch
            {
                (true, _) when known.TryGetValue(inner.Type, out string? before) => $"the same as `{before}`",
                (true, true) => "groups of names of your choice",
                (true, false) => "a group",
                _ => OptionCatalog.Describe(type),
            };
            yield return (path, takes, docs.Meaning(record.Type, parameter.Name!));
            string place = isNamed ? $"{path}.NAME" : path;
            if (isGroup && known.TryAdd(inner.Type, place))
            {
                foreach ((string, string, string) member in Walk(docs, inner, $"{place}.", known))
                {
                    yield return member;
                }
            }
        }
    }
}
