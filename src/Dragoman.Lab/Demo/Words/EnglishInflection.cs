namespace Dragoman.Lab.Demo.Words;

/// <summary>The regular endings of English.</summary>
internal static class EnglishInflection
{
    /// <summary>Plural of a noun, and third person singular of a verb.</summary>
    public static string WithS(string word) => word switch
    {
        [.., 's' or 'x' or 'o'] or [.., 'c' or 's', 'h'] => word + "es",
        [.., not ('a' or 'e' or 'o' or 'u'), 'y'] => word[..^1] + "ies",
        _ => word + "s",
    };

    /// <summary>Simple past and participle of a regular verb.</summary>
    public static string Past(string verb) => verb switch
    {
        [.., 'e'] => verb + "d",
        [.., not ('a' or 'e' or 'o' or 'u'), 'y'] => verb[..^1] + "ied",
        _ => verb + "ed",
    };

    /// <summary>The form in <c>-ing</c> of a verb that does not double its last letter.</summary>
    public static string Gerund(string verb) => verb is [.., not 'e', 'e'] ? verb[..^1] + "ing" : verb + "ing";

    /// <summary>Turns <c>a</c> into <c>an</c> where the next word sounds like a vowel.</summary>
    public static void JoinArticles(List<string> words)
    {
        for (int i = 0; i + 1 < words.Count; i++)
        {
            if (words[i] == "a" && StartsWithVowelSound(words[i + 1]))
            {
                words[i] = "an";
            }
        }
    }

    private static bool StartsWithVowelSound(string word) =>
        word[0] is 'a' or 'e' or 'i' or 'o' or 'u'
        && !word.StartsWith("eu", StringComparison.Ordinal)
        && !word.StartsWith("uni", StringComparison.Ordinal);
}
