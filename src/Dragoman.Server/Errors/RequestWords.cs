using System.Text.Json;
using Dragoman.Decoding;

namespace Dragoman.Server.Errors;

/// <summary>The words of a search as the JSON of requests spells them.</summary>
internal static class RequestWords
{
    /// <summary>A word of the search as the property that stands for it.</summary>
    /// <param name="word">The word.</param>
    internal static string Spell(string word) => JsonNamingPolicy.CamelCase.ConvertName(word);

    /// <summary>A sentence of the library with the properties of requests in place of the options of a configuration.</summary>
    /// <param name="sentence">The sentence.</param>
    internal static string In(string sentence) =>
        SearchWishes.InWords(sentence, Spell).Replace($"{SearchWishes.Group}.bestCount", "nBest", StringComparison.Ordinal);
}
