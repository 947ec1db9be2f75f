using Dragoman.Text;

namespace Dragoman.Explanations;

/// <summary>Finds where the tokens of a translation stand in its text.</summary>
internal static class TokenPlaces
{
    /// <summary>A place for each token.</summary>
    /// <param name="text">The text of the translation.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="model">What has joined the tokens.</param>
    /// <returns>Where each begins and how long it is, in UTF-16 code units; a length of 0 where the text does not show the token.</returns>
    internal static IReadOnlyList<(int Start, int Length)> In(string text, IReadOnlyList<string> tokens, TextModel model)
    {
        IReadOnlyList<TextToken> cut = model.Locate(text);
        if (cut.Count == tokens.Count)
        {
            return [.. cut.Select(token => (token.Start, token.Length))];
        }

        // The text is cut otherwise than it was written, such as after an unknown-word token: take the tokens one after the other.
        var places = new (int, int)[tokens.Count];
        int at = 0;
        for (int i = 0; i < places.Length; i++)
        {
            int found = text.IndexOf(tokens[i], at, StringComparison.Ordinal);
            places[i] = found < 0 ? (at, 0) : (found, tokens[i].Length);
            at = found < 0 ? at : found + tokens[i].Length;
        }

        return places;
    }
}
