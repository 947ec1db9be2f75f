using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Configuration;
using Dragoman.Options;
using Option = System.CommandLine.Option;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that choose a recipe and change it: <c>--preset</c>, <c>--config</c>, <c>--set</c>, <c>--seed</c>, <c>--threads</c>.</summary>
internal sealed class ExperimentSettings
{
    private const string SeedPath = "training.seed";
    private const string ThreadsPath = "training.threads";

    /// <summary>What may change when training is continued: how long it goes on, on how many threads, and by what steps.</summary>
    private static readonly string[] ChangeableOnResume =
    [
        "training.maximumEpochs", "training.maximumUpdates", "training.patience", "training.threads",
        "training.optimizer.learningRate", "training.optimizer.clipNorm",
        "training.schedule", "training.warmupUpdates", "training.decayFactor", "training.decayAfterEpochs",
    ];

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = "Recipe to start from; `dragoman presets` lists them. Default: default.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "JSON file with options that differ from the recipe.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One option that differs, such as model.embedSize=128; may be repeated, and of the same option the last counts. `dragoman options` lists them.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<long?> _seed = NumberOption.Seed("--seed", $"Seed of everything random; same as --set {SeedPath}=N.");

    private readonly Option<int?> _threads = NumberOption.Whole(
        "--threads", 0, "Threads; 0 takes one per processor; same as --set " + ThreadsPath + "=N.");

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_preset);
        verb.Add(_config);
        verb.Add(_set);
        verb.Add(_seed);
        verb.Add(_threads);
        verb.Validators.Add(result =>
        {
            foreach (string problem in RepetitionsIn(result))
            {
                result.AddError(problem);
            }
        });
    }

    /// <summary>Options that are set twice, under two names.</summary>
    private IEnumerable<string> RepetitionsIn(CommandResult result)
    {
        string[] typed = [.. (result.ValidValue(_set) ?? []).Select(setting => setting.Split('=')[0].Trim()).Distinct()];
        foreach ((Option option, string path) in new (Option, string)[] { (_seed, SeedPath), (_threads, ThreadsPath) })
        {
            if (typed.Contains(path) && result.GetResult(option) is not null)
            {
                yield return $"{option.Name} and {_set.Name} {path} are one option. Give one of them.";
            }
        }

        foreach (IGrouping<string, string> names in typed.GroupBy(RenamedOptions.Current).Where(names => names.Count() > 1))
        {
            yield return $"{_set.Name}: {string.Join(" and ", names)} are one option under its old and its new name. Keep {names.Key}.";
        }
    }

    /// <summary>The file of options, or null.</summary>
    /// <param name="arguments">The command line.</param>
    internal string? FileOf(ParseResult arguments) => arguments.GetValue(_config);

    /// <summary>The options of a new model.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="idle">Options that change nothing beside what else is given.</param>
    /// <exception cref="ConfigurationException">An option does not exist, has no such value, or changes nothing.</exception>
    internal TranslatorOptions Build(ParseResult arguments, params IEnumerable<IdleOption> idle) =>
        Change(arguments, Preset.Find(arguments.GetValue(_preset) ?? Preset.All[0].Name).Options).BuildEffective(idle);

    /// <summary>The options of a new model that starts from another: those of the other, changed as the user wants.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="start">The other's options.</param>
    /// <param name="idle">Options that change nothing beside what else is given.</param>
    /// <exception cref="ConfigurationException">An option does not exist, has no such value, or changes nothing.</exception>
    internal TranslatorOptions BuildFrom(ParseResult arguments, TranslatorOptions start, params IEnumerable<IdleOption> idle) =>
        arguments.GetValue(_preset) is null
            ? Change(arguments, start).BuildEffective(idle)
            : throw new ConfigurationException($"{_preset.Name} would have no effect: training starts with the options of the model that it starts from.");

    /// <summary>The options with which training goes on: those it began with, changed only where that is safe.</summary>
    /// <param name="arguments">The command line; it may repeat what the training began with.</param>
    /// <param name="trained">The options it began with.</param>
    /// <param name="folder">The model folder, for messages.</param>
    /// <param name="idle">Options that change nothing beside what else is given.</param>
    /// <exception cref="ConfigurationException">The command line contradicts them.</exception>
    internal TranslatorOptions BuildResumed(ParseResult arguments, TranslatorOptions trained, string folder, params IEnumerable<IdleOption> idle)
    {
        TranslatorOptions resumed = Change(arguments, trained).BuildEffective(idle);
        ThrowIfContradicting(trained, resumed, folder);
        if (arguments.GetValue(_preset) is { } preset)
        {
            ThrowIfContradicting(trained, Change(arguments, Preset.Find(preset).Options).Build(), folder);
        }

        return resumed;
    }

    private OptionsDocument Change(ParseResult arguments, TranslatorOptions start)
    {
        OptionsDocument document = new(start);
        if (arguments.GetValue(_config) is { } file)
        {
            document.Merge(file);
        }

        foreach (string setting in arguments.GetValue(_set) ?? [])
        {
            document.Set(setting);
        }

        if (arguments.GetValue(_seed) is { } seed)
        {
            document.Set(FormattableString.Invariant($"{SeedPath}={seed}"));
        }

        if (arguments.GetValue(_threads) is { } threads)
        {
            document.Set(FormattableString.Invariant($"{ThreadsPath}={threads}"));
        }

        return document;
    }

    private static void ThrowIfContradicting(TranslatorOptions trained, TranslatorOptions asked, string folder)
    {
        IReadOnlyDictionary<string, string> before = OptionCatalog.ValuesOf(trained);
        IReadOnlyDictionary<string, string> now = OptionCatalog.ValuesOf(asked);
        string[] changed = [.. before.Keys.Where(path => before[path] != now[path]).Except(ChangeableOnResume)];
        if (changed.Length > 0)
        {
            string list = string.Join(", ", changed.Select(path => $"{path} ({before[path]} in {folder}, {now[path]} on the command line)"));
            throw new ConfigurationException(
                $"--resume goes on with the options that training began with, but these differ: {list}. " +
                $"Leave them out, or train a new model in another folder. Only {string.Join(", ", ChangeableOnResume)} may change.");
        }
    }
}
