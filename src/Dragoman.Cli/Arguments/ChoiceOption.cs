using System.CommandLine;

namespace Dragoman.Cli.Arguments;

/// <summary>Options that take one of a few words.</summary>
internal static class ChoiceOption
{
    /// <summary>An option whose words are the members of an enum, in lower case.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="name">Its name, such as <c>--alignments</c>.</param>
    /// <param name="description">The help text.</param>
    internal static Option<T?> Create<T>(string name, string description)
        where T : struct, Enum => Create(name, description, Enum.GetValues<T>().ToDictionary(value => value.ToString().ToLowerInvariant()));

    /// <summary>An option with given words.</summary>
    /// <typeparam name="T">What they stand for.</typeparam>
    /// <param name="name">Its name, such as <c>--tokenize</c>.</param>
    /// <param name="description">The help text.</param>
    /// <param name="choices">The words and what they stand for.</param>
    internal static Option<T?> Create<T>(string name, string description, IReadOnlyDictionary<string, T> choices)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = string.Join('|', choices.Keys),
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (choices.TryGetValue(text, out T value))
                {
                    return value;
                }

                result.AddError($"{name} is \"{text}\"; choose one of: {string.Join(", ", choices.Keys)}.");
                return null;
            },
        };
}
