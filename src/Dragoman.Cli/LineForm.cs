using System.Text.Json;

namespace Dragoman.Cli;

/// <summary>A form of lines that hold more than a sentence, and how to speak of it.</summary>
/// <param name="Fits">Whether a line has the form.</param>
/// <param name="Does">What such a line does, after its name.</param>
/// <param name="Do">What several of them do.</param>
/// <param name="DoAgain">The same after "of them".</param>
/// <param name="Reading">How it is read all the same.</param>
/// <param name="Instead">What to give instead of such an argument.</param>
internal sealed record LineForm(Predicate<string> Fits, string Does, string Do, string DoAgain, string Reading, string Instead)
{
    /// <summary>Columns parted by TABs.</summary>
    internal static LineForm Columns { get; } = new(
        line => line.Contains('\t', StringComparison.Ordinal), "holds a TAB", "hold a TAB", "do", "all its columns are read as one sentence", "Give one column only.");

    /// <summary>An object of JSON.</summary>
    internal static LineForm Object { get; } = new(
        IsObject, "is a JSON object", "are JSON objects", "are", "all of it is read as a sentence", "Give the sentence only.");

    /// <summary>All forms.</summary>
    internal static IReadOnlyList<LineForm> All { get; } = [Columns, Object];

    private static bool IsObject(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        if (text is not ['{', .., '}'])
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.EnumerateObject().Any();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
