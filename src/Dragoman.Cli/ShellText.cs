namespace Dragoman.Cli;

/// <summary>Commands as a person would type them.</summary>
internal static class ShellText
{
    /// <summary>A command of this program.</summary>
    /// <param name="arguments">Its arguments.</param>
    internal static string Command(IEnumerable<string> arguments) => string.Join(' ', arguments.Prepend("dragoman").Select(Quote));

    /// <summary>A word as a POSIX shell reads it.</summary>
    /// <param name="word">The word.</param>
    internal static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_=+./:,@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
