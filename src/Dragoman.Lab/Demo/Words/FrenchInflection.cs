namespace Dragoman.Lab.Demo.Words;

/// <summary>The regular endings of French nouns and adjectives.</summary>
internal static class FrenchInflection
{
    public static string Plural(string word) => word switch
    {
        [.., 's' or 'x' or 'z'] => word,
        [.., 'e', 'a', 'u'] => word + "x",
        [.., 'a', 'l'] => word[..^1] + "ux",
        _ => word + "s",
    };

    public static string Feminine(string adjective) => adjective switch
    {
        [.., 'e'] => adjective,
        [.., 'e', 'u', 'x'] => adjective[..^1] + "se",
        [.., 'e', 'r'] => adjective[..^2] + "ère",
        [.., 'e', 'n'] or [.., 'o', 'n'] or [.., 'e', 'l'] => adjective + adjective[^1] + "e",
        _ => adjective + "e",
    };
}
