using System.CommandLine;
using Dragoman.Hosting;

namespace Dragoman.Cli.Serving;

/// <summary>The options that name the models of a server: <c>--model DIR</c> or <c>--model NAME=DIR</c>, and <c>--ensemble NAME=DIR</c> for those that translate together.</summary>
internal sealed class ServedModels
{
    private readonly Option<string[]> _models = new("--model")
    {
        Description = "Folder of a trained model, or NAME=DIR to give it another name than its folder's; may be repeated. The first is the default.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string[]> _others = new("--ensemble")
    {
        Description = "NAME=DIR, or DIR for the first model: a further model, trained on the same pairs with another seed, to translate together with the one of this name; may be repeated.",
        HelpName = "NAME=DIR",
    };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        verb.Add(_models);
        verb.Add(_others);
    }

    /// <summary>Adds the models that were named.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="options">What is served.</param>
    /// <exception cref="CommandException">Two have the same name, or a further one is to translate together with none.</exception>
    internal void AddTo(ParseResult arguments, DragomanOptions options)
    {
        AddEach(arguments, _models, (folder, name) => options.AddModel(folder, name));
        AddEach(arguments, _others, (folder, name) => options.AddToEnsemble(name ?? options.DefaultModel!, folder)); // Some model is required.
    }

    private static void AddEach(ParseResult arguments, Option<string[]> option, Action<string, string?> add)
    {
        foreach (string typed in arguments.GetValue(option) ?? [])
        {
            (string? name, string folder) = Split(typed);
            try
            {
                add(folder, name);
            }
            catch (ArgumentException e)
            {
                throw new CommandException($"{option.Name} {typed}: {ErrorReport.MessageOf(e)}", ExitCode.Usage);
            }
        }
    }

    private static (string? Name, string Folder) Split(string typed) =>
        !Directory.Exists(typed) && typed.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } folder] ? (name, folder) : (null, typed);
}
