using Dragoman.Messages;
using Microsoft.Extensions.Options;

namespace Dragoman.Hosting;

/// <summary>Tells what is wrong with the options when the application starts, all of it at once.</summary>
internal sealed class DragomanOptionsValidator : IValidateOptions<DragomanOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DragomanOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(DragomanOptions options)
    {
        if (options.Models.Count == 0)
        {
            yield return $"There is no model. Add one: services.AddDragoman(options => options.{nameof(options.AddModel)}(\"models/en-fr\")).";
        }

        foreach ((string model, string folder) in options.Models.Where(model => string.IsNullOrWhiteSpace(model.Key) || string.IsNullOrEmpty(model.Value)))
        {
            yield return $"The model \"{model}\" in \"{folder}\" needs a name and a folder.";
        }

        foreach ((string model, IList<string> further) in options.Ensembles.Where(ensemble => !options.Models.ContainsKey(ensemble.Key) || ensemble.Value.Any(string.IsNullOrEmpty)))
        {
            yield return $"{nameof(options.Ensembles)} has {Counted.Of(further.Count, "folder")} for \"{model}\"; it needs folders, and a model of this name among: {string.Join(", ", options.Models.Keys)}.";
        }

        if (options.DefaultModel is { } chosen && !options.Models.ContainsKey(chosen))
        {
            yield return $"{nameof(options.DefaultModel)} is \"{chosen}\"; the models are: {string.Join(", ", options.Models.Keys)}.";
        }

        if (options.ReloadInterval < TimeSpan.Zero || options.ReloadInterval > TimeSpan.FromDays(1))
        {
            yield return $"{nameof(options.ReloadInterval)} is {options.ReloadInterval}; it must be zero (never) to a day.";
        }

        foreach (string problem in options.Queue.Validate())
        {
            yield return $"{nameof(options.Queue)}.{problem}";
        }
    }
}
