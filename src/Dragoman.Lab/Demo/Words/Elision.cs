namespace Dragoman.Lab.Demo.Words;

/// <summary>What French spelling does where two words meet: vowels are dropped, articles contract.</summary>
internal static class Elision
{
    /// <summary>Words that look as if they begin with a vowel sound, but do not elide (h aspiré).</summary>
    private static readonly HashSet<string> Aspirated = ["haut", "haute", "hauts", "hautes", "héros", "huit", "onze"];

    /// <summary>Whether <c>le</c> before the word becomes <c>l'</c>; h counts as mute unless the word is aspirated.</summary>
    public static bool StartsWithVowelSound(string word) =>
        word[0] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'h' or 'à' or 'â' or 'é' or 'è' or 'ê' or 'î' or 'ô' or 'œ'
        && !Aspirated.Contains(word);

    /// <summary>Elides every clitic of a sentence that stands before a vowel sound: <c>je ai</c> becomes <c>j' ai</c>.</summary>
    public static void Apply(List<string> words)
    {
        for (int i = 0; i + 1 < words.Count; i++)
        {
            if (Elided(words[i], words[i + 1]) is { } elided && StartsWithVowelSound(words[i + 1]))
            {
                words[i] = elided;
            }
        }
    }

    /// <summary>Fuses a preposition with the definite article where they contract: <c>du</c>, <c>aux</c>, but <c>de la</c>.</summary>
    public static (string? Preposition, string Article) Contract(string? preposition, string article, string next) =>
        (preposition, article) switch
        {
            ("de", "les") => (null, "des"),
            ("à", "les") => (null, "aux"),
            ("de", "le") when !StartsWithVowelSound(next) => (null, "du"),
            ("à", "le") when !StartsWithVowelSound(next) => (null, "au"),
            _ => (preposition, article),
        };

    private static string? Elided(string word, string next) => word switch
    {
        "le" or "la" => "l'",
        "je" => "j'",
        "me" => "m'",
        "ne" => "n'",
        "de" => "d'",
        "que" => "qu'",
        "si" when next is "il" or "ils" => "s'",
        _ => null,
    };
}
