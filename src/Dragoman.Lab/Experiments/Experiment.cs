using System.Text;
using Dragoman.Configuration;
using Dragoman.Decoding;
using Dragoman.Messages;
using Dragoman.Options;

namespace Dragoman.Lab.Experiments;

/// <summary>An experiment: systems that are trained on the same data and measured in the same way.</summary>
/// <param name="Title">Heading of the results.</param>
/// <param name="Data">What the systems are trained, validated and tested on.</param>
/// <param name="Systems">The systems to compare, by name, in the order of the results.</param>
/// <param name="Seeds">Each system is trained once with each of these seeds; results are means.</param>
/// <param name="Evaluation">How the systems are measured.</param>
/// <param name="Shared">What holds for each system that does not say otherwise. Default: the preset <c>default</c>.</param>
public sealed record Experiment(
    string Title,
    ExperimentData Data,
    OrderedDictionary<string, SystemSettings> Systems,
    IReadOnlyList<ulong> Seeds,
    EvaluationSettings Evaluation,
    SystemSettings? Shared = null)
{
    private const string Example = "{ \"title\": \"…\", \"data\": { … }, \"systems\": { … }, \"seeds\": [1], \"evaluation\": { … } }";
    private const string Seed = "training.seed";
    private const int LongestName = 200; // bytes; file systems allow 255

    /// <summary>Reads an experiment; the file may hold comments.</summary>
    /// <param name="path">The JSON file.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, or something in it is unknown, missing or impossible.</exception>
    public static Experiment Load(string path)
    {
        Experiment experiment = StrictJson.Read(path, ExperimentJson.Default.Experiment, Example);
        ConfigurationException.ThrowIfAny(experiment.Validate().Select(problem => $"{path}: {problem}"));
        return experiment;
    }

    /// <summary>Checks the experiment, options of the systems included.</summary>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate()
    {
        List<string> problems =
        [
            .. Data.Validate("data"),
            .. Evaluation.Validate("evaluation"),
            .. Shared?.Validate("shared") ?? [],
            .. Systems.SelectMany(system => system.Value.Validate($"systems.{system.Key}")),
        ];
        if (string.IsNullOrWhiteSpace(Title))
        {
            problems.Add("title is blank.");
        }
        else if (Title.Any(char.IsControl))
        {
            problems.Add($"title is \"{Excerpt.Of(Title)}\"; it must be one line without control characters.");
        }

        if (Seeds.Count == 0 || Seeds.Distinct().Count() < Seeds.Count)
        {
            problems.Add("seeds must hold at least one number, and none twice.");
        }

        if (Evaluation.Ensemble && Seeds.Count == 1)
        {
            problems.Add("evaluation.ensemble is true, but there is one seed, and an ensemble takes the models of at least two. Add a number to seeds, or leave evaluation.ensemble out.");
        }

        return problems.Concat(ValidateSystems());
    }

    private IEnumerable<string> ValidateSystems()
    {
        if (Systems.Count == 0)
        {
            yield return "systems is empty; name at least one.";
        }

        foreach (string name in Systems.Keys.Where(name => name.Contains(',', StringComparison.Ordinal) || name.Any(char.IsControl) || RunFolder.NameOf(name).Length == 0))
        {
            yield return $"systems.{Excerpt.Of(name)}: the name must hold a letter or digit and no comma, TAB or line end.";
        }

        foreach (string name in Systems.Keys.Where(name => Encoding.UTF8.GetByteCount(RunFolder.NameOf(name)) > LongestName))
        {
            yield return FormattableString.Invariant($"systems: the name {name[..20]}… is too long for a folder; it must have at most {LongestName} bytes.");
        }

        foreach (IGrouping<string, string> same in Systems.Keys.GroupBy(RunFolder.NameOf).Where(group => group.Count() > 1))
        {
            yield return $"systems: the names {string.Join(" and ", same)} would share the folder {same.Key}.";
        }

        string[] problems = [.. Systems.Select(system => system.Value.Over(Shared).FindProblem($"systems.{system.Key}")).OfType<string>()];
        foreach (string problem in problems.Length > 0 ? problems : FindSeeds().Concat(FindSearches()).Concat(FindVocabularies()).Concat(FindIdle()))
        {
            yield return problem;
        }
    }

    /// <summary>Options that a system sets for itself without effect. Shared ones are a recipe, for those systems that have a use for them.</summary>
    private IEnumerable<string> FindIdle() =>
        from system in Systems
        from idle in system.Value.Over(Shared).FindIdle($"systems.{system.Key}")
        where system.Value.Set?.Keys.Any(path => RenamedOptions.Current(path) == idle.Path) ?? false
        select $"systems.{system.Key}: {idle.Path} would have no effect, for {idle.Reason}. Leave it out.";

    /// <summary>Searches with which no test set can be translated: they show only when a system is trained, which is too late.</summary>
    private IEnumerable<string> FindSearches()
    {
        foreach ((string name, SystemSettings settings) in Systems)
        {
            SearchOptions search = Evaluation.SearchOf(settings.Over(Shared).Build($"systems.{name}").Decoding);
            foreach (string problem in search.Validate(SearchWishes.Group))
            {
                yield return $"systems.{name} with evaluation.beam: {problem}";
            }

            if (search.Shortlist > 0)
            {
                yield return $"systems.{name}: decoding.shortlist is {search.Shortlist}, but an experiment learns no lexical table. Leave it out, and translate with a shortlist afterwards: dragoman shortlist.";
            }
        }
    }

    /// <summary>Systems whose models, one a seed, would not have the one vocabulary that an ensemble needs, for each seed holds out other pairs.</summary>
    private IEnumerable<string> FindVocabularies() =>
        from system in Systems
        where Evaluation.Ensemble && Seeds.Count > 1 && (Data.Validation, Data.Demo) is (null, null) && Data.Split is not { Validation: > 0 }
        where system.Value.Over(Shared).Build($"systems.{system.Key}").Data.ValidationShare > 0
        select $"systems.{system.Key}: each seed would hold out other pairs for validation (data.validationShare), so that its models had not the one vocabulary that evaluation.ensemble needs. Give data.validation, or set data.validationShare to 0.";

    /// <summary>A seed among the options, which each run replaces with its own.</summary>
    private IEnumerable<string> FindSeeds() =>
        from place in Systems.Select(system => (Path: $"systems.{system.Key}", Settings: system.Value)).Append((Path: "shared", Settings: Shared ?? new SystemSettings()))
        where place.Settings.Set?.ContainsKey(Seed) ?? false
        select $"{place.Path}.set: {Seed} would have no effect, for the runs have the numbers of seeds. Leave it out, and write it there.";
}
