using System.Buffers;
using Dragoman.Text.Moses;
using Dragoman.Text.Rewriting;

namespace Dragoman.Text;

/// <summary>
/// Cleans raw text as <see cref="TextOptions"/> say, without a look at words. Normalising twice gives what normalising once gives, unless the punctuation is
/// normalised.
/// </summary>
/// <param name="options">What to do.</param>
public sealed class TextNormalizer(TextOptions options)
{
    private static readonly SearchValues<char> Punctuation = SearchValues.Create(",.!?");

    private readonly TextRewrite? _punctuation = options?.Moses.NormalizePunctuation == true ? PunctuationNormalizer.Of(options.Moses.Language) : null;

    /// <summary>What this normaliser does.</summary>
    public TextOptions Options { get; } = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Cleans one sentence.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The cleaned text; the same instance if nothing had to change.</returns>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string result = _punctuation?.Apply(text) ?? text;
        result = Options.NormalizeSpaces ? SpaceCleaner.Clean(result) : result;

        // Letters are lowered before composing: some marks have a composed form with the small letter only.
        result = Options.Lowercase ? LetterCase.Lower(result) : result;
        result = Options.UnicodeNormalization == UnicodeForm.Nfc ? CanonicalComposition.Compose(result) : result;
        return Options.SpaceBeforePunctuation ? SeparatePunctuation(result) : result;
    }

    /// <summary>Cleans one sentence, and keeps in mind where each character comes from; slower than <see cref="Normalize"/>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>What <see cref="Normalize"/> gives.</returns>
    internal NormalizedText Trace(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        NormalizedText result = NormalizedText.Of(text);
        result = _punctuation?.Apply(result) ?? result;
        if (Options.NormalizeSpaces)
        {
            result = result.Filter(SpaceCleaner.Clean).TrimEnd();
        }

        result = result.Change(Compose);
        if (Options.SpaceBeforePunctuation)
        {
            result = result.Filter(static (before, c) => Punctuation.Contains(c) && before.Length > 0 && before[^1] != ' ' ? " " + c : c.ToString());
        }

        return result;

        string Compose(string cluster)
        {
            string lowered = Options.Lowercase ? LetterCase.Lower(cluster) : cluster;
            return Options.UnicodeNormalization == UnicodeForm.Nfc ? CanonicalComposition.Compose(lowered) : lowered;
        }
    }

    private static string SeparatePunctuation(string text)
    {
        int added = 0;
        for (int at = NextPunctuation(text, 0); at >= 0; at = NextPunctuation(text, at + 1))
        {
            added += IsUnseparated(text, at) ? 1 : 0;
        }

        return added == 0 ? text : string.Create(text.Length + added, text, static (result, text) =>
        {
            int copied = 0;
            for (int at = NextPunctuation(text, 0); at >= 0; at = NextPunctuation(text, at + 1))
            {
                if (IsUnseparated(text, at))
                {
                    text.AsSpan(copied, at - copied).CopyTo(result);
                    result[at - copied] = ' ';
                    result = result[(at - copied + 1)..];
                    copied = at;
                }
            }

            text.AsSpan(copied).CopyTo(result);
        });
    }

    private static int NextPunctuation(string text, int start)
    {
        int length = text.AsSpan(start).IndexOfAny(Punctuation);
        return length < 0 ? -1 : start + length;
    }

    private static bool IsUnseparated(string text, int at) => at > 0 && text[at - 1] != ' ';
}
