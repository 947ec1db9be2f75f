namespace Dragoman.Messages;

/// <summary>What the JSON parser finds, in words for people who know JSON and not the parser.</summary>
internal static class JsonProblem
{
    private static readonly (string Part, string Sentence)[] Known =
    [
        ("does not contain any JSON tokens", "There is no JSON in it: it is empty or blank."),
        ("trailing comma", "There is a comma behind the last member, which JSON does not allow."),
        ("maximum configured depth", "It is nested too deep."),
        ("invalid UTF-8", "It is not UTF-8."),
        ("incomplete UTF-16", "Half a surrogate pair (such as \\ud800) is no character."),
        ("as a number", "A value is not the number that is expected here."),
        ("as a boolean", "A value is neither true nor false, as is expected here."),
        ("as a string", "A value is not the text that is expected here."),
    ];

    /// <summary>The problem as a sentence; that of the parser where it is no other.</summary>
    /// <param name="message">The parser's message.</param>
    internal static string InWords(string message)
    {
        if (message.Contains("Duplicate property", StringComparison.Ordinal))
        {
            return message.Split('\'') is [_, string name, ..] ? $"The property \"{name}\" stands twice." : "A property stands twice.";
        }

        return Array.Find(Known, known => message.Contains(known.Part, StringComparison.Ordinal)).Sentence ?? message;
    }
}
