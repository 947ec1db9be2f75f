using System.CommandLine;
using Dragoman.Hosting;

namespace Dragoman.Cli.Serving;

/// <summary>The option that names the models of a server: <c>--model DIR</c> or <c>--model NAME=DIR</c>, any number of times.</summary>
internal sealed class ServedModels
{
    private readonly Option<string[]> _models = new("--model")
    {
        Description = "Folder of a trained model, or NAME=DIR to give it another name than its folder's; may be repeated. The first is the default.",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb) => verb.Add(_models);

    /// <summary>Adds the models that were named.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="options">What is served.</param>
    /// <exception cref="CommandException">Two have the same name.</exception>
    internal void AddTo(ParseResult arguments, DragomanOptions options)
    {
        foreach (string typed in arguments.GetValue(_models)!)
        {
            (string? name, string folder) = Split(typed);
            try
            {
                options.AddModel(folder, name);
            }
            catch (ArgumentException e)
            {
                throw new CommandException($"{_models.Name} {typed}: {ErrorReport.MessageOf(e)}", ExitCode.Usage);
            }
        }
    }

    private static (string? Name, string Folder) Split(string typed) =>
        !Directory.Exists(typed) && typed.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } folder] ? (name, folder) : (null, typed);
}
