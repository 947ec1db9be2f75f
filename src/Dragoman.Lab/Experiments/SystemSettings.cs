using System.Text.Json.Nodes;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Options;

namespace Dragoman.Lab.Experiments;

/// <summary>What makes one system of an experiment differ from the others.</summary>
/// <param name="Preset">Recipe to start from; `dragoman presets` lists them. Default: <c>default</c>.</param>
/// <param name="Set">
/// Options that differ from the recipe, by their paths, such as <c>"model.embedSize": 128</c>; `dragoman options` lists them. A system adds
/// its own to the shared ones. Default: none.
/// </param>
/// <param name="Updates">
/// Updates to train for, at least 1, whatever epochs and patience say. Default: as the options say.
/// </param>
/// <param name="MaximumTrainingWords">
/// Longest source sentence to train on, in words parted by white space in the file, at least 1; validation and test keep theirs. Default: no
/// limit.
/// </param>
/// <param name="MaximumTrainingPairs">Pairs to train on, at least 1: the first ones of the file that are short enough. Default: all.</param>
public sealed record SystemSettings(
    string? Preset = null,
    IReadOnlyDictionary<string, JsonNode?>? Set = null,
    long? Updates = null,
    int? MaximumTrainingWords = null,
    int? MaximumTrainingPairs = null)
{
    /// <summary>Checks what can be checked without the options behind it.</summary>
    /// <param name="path">Where the settings stand in the experiment, such as <c>shared</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
        from limit in new (string Name, long? Value)[]
        {
            ("updates", Updates), ("maximumTrainingWords", MaximumTrainingWords), ("maximumTrainingPairs", MaximumTrainingPairs),
        }
        where limit.Value < 1
        select FormattableString.Invariant($"{path}.{limit.Name} is {limit.Value}; it must be at least 1.");

    /// <summary>These settings, and what others say where these are silent.</summary>
    /// <param name="shared">The others; null for none.</param>
    internal SystemSettings Over(SystemSettings? shared)
    {
        OrderedDictionary<string, JsonNode?> set = [];
        foreach ((string path, JsonNode? value) in (shared?.Set ?? set).Concat(Set ?? new OrderedDictionary<string, JsonNode?>()).ToArray())
        {
            set[path] = value;
        }

        return new SystemSettings(
            Preset ?? shared?.Preset,
            set,
            Updates ?? shared?.Updates,
            MaximumTrainingWords ?? shared?.MaximumTrainingWords,
            MaximumTrainingPairs ?? shared?.MaximumTrainingPairs);
    }

    /// <summary>The options that these settings amount to.</summary>
    /// <param name="where">Where the settings stand, for messages.</param>
    /// <exception cref="ConfigurationException">An option does not exist or has no such value.</exception>
    internal TranslatorOptions Build(string where) => Change(where).Build();

    /// <summary>Options that these settings change without effect.</summary>
    /// <param name="where">Where the settings stand, for messages.</param>
    /// <exception cref="ConfigurationException">An option does not exist or has no such value.</exception>
    internal IEnumerable<IdleOption> FindIdle(string where)
    {
        OptionsDocument document = Change(where);
        return document.IdleChanges(document.Build());
    }

    private OptionsDocument Change(string where)
    {
        OptionsDocument document = new(Configuration.Preset.Find(Preset ?? Configuration.Preset.All[0].Name).Options);
        if (Updates is { } updates)
        {
            document.Set("training.maximumUpdates", updates, where);
            document.Set("training.maximumEpochs", int.MaxValue, where);
            document.Set("training.patience", 0, where);
        }

        foreach ((string path, JsonNode? value) in Set ?? new OrderedDictionary<string, JsonNode?>())
        {
            document.Set(path, value, where);
        }

        return document;
    }

    /// <summary>What is wrong with the options that these settings amount to, if anything.</summary>
    internal string? FindProblem(string where)
    {
        try
        {
            TranslatorOptions options = Build(where);
            return options switch
            {
                { Model.Attention.Score: AttentionScore.Custom } =>
                    $"{where}: model.attention.score is custom, but an experiment knows built-in scores only. Train with the library instead.",
                { Training.GuidedAlignment: > 0f } =>
                    $"{where}: training.guidedAlignment is on, but the corpora of an experiment have no alignments. Train with `dragoman train --alignments`.",
                _ => null,
            };
        }
        catch (ConfigurationException e)
        {
            return e.Message.StartsWith(where, StringComparison.Ordinal) ? e.Message : $"{where}: {e.Message}";
        }
    }
}
