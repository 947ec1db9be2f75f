using System.CommandLine;

namespace Dragoman.Cli.Arguments;

/// <summary>The option that names a model folder.</summary>
internal static class ModelOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="description">The help text.</param>
    internal static Option<string> Create(string description = "Folder of the trained model.") =>
        new("--model") { Description = description, HelpName = "DIR", Required = true };
}
