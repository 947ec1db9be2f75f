using System.Buffers;
using System.Text;

namespace Dragoman.Text;

/// <summary>Cleans raw text as <see cref="TextOptions"/> say. Normalising twice gives what normalising once gives.</summary>
/// <param name="options">What to do.</param>
public sealed class TextNormalizer(TextOptions options)
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create("\u202F\u00A0\u2009\u200A");
    private static readonly SearchValues<char> Invisible = SearchValues.Create("\u200B\u00AD");
    private static readonly SearchValues<char> SpacesAndInvisible = SearchValues.Create("\u202F\u00A0\u2009\u200A\u200B\u00AD");
    private static readonly SearchValues<char> Punctuation = SearchValues.Create(",.!?");

    /// <summary>What this normaliser does.</summary>
    public TextOptions Options { get; } = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Cleans one sentence.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The cleaned text; the same instance if nothing had to change.</returns>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string result = Options.NormalizeSpaces ? ReplaceSpaces(text) : text;

        // Letters are lowered before composing: some marks have a composed form with the small letter only.
        result = Options.Lowercase ? Lower(result) : result;
        result = Options.UnicodeNormalization == UnicodeForm.Nfc ? CanonicalComposition.Compose(result) : result;
        result = Options.SpaceBeforePunctuation ? SeparatePunctuation(result) : result;
        return Options.NormalizeSpaces ? CollapseSpaces(result) : result;
    }

    /// <summary>Lower-cases; İ, which the simple mapping leaves out, becomes i with its dot, as its decomposed form does.</summary>
    private static string Lower(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    private static string ReplaceSpaces(string text)
    {
        if (!text.AsSpan().ContainsAny(SpacesAndInvisible))
        {
            return text;
        }

        StringBuilder result = new(text.Length);
        foreach (char c in text)
        {
            if (!Invisible.Contains(c))
            {
                result.Append(Spaces.Contains(c) ? ' ' : c);
            }
        }

        return result.ToString();
    }

    private static string SeparatePunctuation(string text)
    {
        if (!text.AsSpan().ContainsAny(Punctuation))
        {
            return text;
        }

        StringBuilder result = new(text.Length + 4);
        for (int i = 0; i < text.Length; i++)
        {
            if (i > 0 && Punctuation.Contains(text[i]) && text[i - 1] != ' ')
            {
                result.Append(' ');
            }

            result.Append(text[i]);
        }

        return result.ToString();
    }

    private static string CollapseSpaces(string text)
    {
        string trimmed = text.Trim(' ');
        if (!trimmed.Contains("  ", StringComparison.Ordinal))
        {
            return trimmed;
        }

        StringBuilder result = new(trimmed.Length);
        for (int i = 0; i < trimmed.Length; i++)
        {
            if (trimmed[i] != ' ' || trimmed[i - 1] != ' ') // Trimmed text does not start with a space.
            {
                result.Append(trimmed[i]);
            }
        }

        return result.ToString();
    }
}
