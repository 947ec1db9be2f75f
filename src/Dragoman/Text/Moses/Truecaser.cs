using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Dragoman.Text.Rewriting;

namespace Dragoman.Text.Moses;

/// <summary>
/// Writes the first word of a sentence, and words never seen in their form, as they are most often written within sentences; as the Moses toolkit's
/// <c>truecase.perl</c> with a model of <c>train-truecaser.perl</c>.
/// </summary>
internal sealed class Truecaser : TextRewrite
{
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _best; // by small letters
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known;

    /// <summary>Takes forms.</summary>
    /// <param name="forms">The forms of each word, the best first.</param>
    internal Truecaser(IReadOnlyList<CasedForms> forms)
    {
        Forms = forms;
        Dictionary<string, string> best = [];
        HashSet<string> known = [];
        foreach (CasedForms word in forms)
        {
            best[LetterCase.Lower(word.Best)] = word.Best;
            known.UnionWith(word.All.Select(form => form.Form));
        }

        _best = best.GetAlternateLookup<ReadOnlySpan<char>>();
        _known = known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The forms of each word.</summary>
    internal IReadOnlyList<CasedForms> Forms { get; }

    /// <summary>Learns which form of each word is most frequent; the first word of a sentence does not count.</summary>
    /// <param name="sentences">Words with white space between them.</param>
    internal static Truecaser Learn(IEnumerable<string> sentences)
    {
        Dictionary<string, Dictionary<string, long>> counts = [];
        foreach (string sentence in sentences)
        {
            foreach (string word in WithinSentences(sentence))
            {
                ref Dictionary<string, long>? forms = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, LetterCase.Lower(word), out _);
                CollectionsMarshal.GetValueRefOrAddDefault(forms ??= [], word, out _)++;
            }
        }

        return new Truecaser(
        [
            .. counts.OrderBy(word => word.Key, StringComparer.Ordinal)
                .Select(word => new CasedForms([.. word.Value.Select(form => (form.Key, form.Value)).OrderByDescending(form => form.Value)])),
        ]);
    }

    /// <inheritdoc/>
    internal override void Find(string text, List<TextEdit> edits)
    {
        SentenceStarts starts = default;
        foreach (Range place in text.AsSpan().SplitAny())
        {
            (int start, int length) = place.GetOffsetAndLength(text.Length);
            ReadOnlySpan<char> word = text.AsSpan(start, length);
            if (!word.IsEmpty && BestOf(word, starts.Next(word)) is { } best && !word.SequenceEqual(best))
            {
                edits.Add(new TextEdit(start, length, best));
            }
        }
    }

    /// <summary>Makes the first letter of each sentence large, as <c>detruecase.perl</c> does.</summary>
    /// <param name="text">Words with a space between them.</param>
    internal static string Undo(string text)
    {
        StringBuilder result = new(text);
        SentenceStarts starts = default;
        foreach (Range place in text.AsSpan().Split(' '))
        {
            (int start, int length) = place.GetOffsetAndLength(text.Length);
            if (length > 0 && starts.Next(text.AsSpan(start, length)))
            {
                result[start] = char.ToUpperInvariant(text[start]);
            }
        }

        return result.ToString();
    }

    private string? BestOf(ReadOnlySpan<char> word, bool starts)
    {
        if (!starts && _known.Contains(word))
        {
            return null;
        }

        return _best.TryGetValue(LetterCase.Lower(word.ToString()), out string? best) ? best : null;
    }

    private static IEnumerable<string> WithinSentences(string sentence)
    {
        bool isFirst = true;
        bool isOpening = true;
        string before = "";
        foreach (string word in sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            isOpening = isOpening && SentenceStarts.IsOpening(word);
            if (isOpening)
            {
                continue;
            }

            bool isCased = word.EnumerateRunes().Any(static rune =>
                Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter);
            if (isCased && !isFirst && !SentenceStarts.IsEnd(before))
            {
                yield return word;
            }

            (isFirst, before) = (false, word);
        }
    }
}

/// <summary>The forms of a word that differ in large and small letters, and how often each was seen.</summary>
/// <param name="All">The most frequent first; of equally frequent ones that which was seen first.</param>
internal sealed record CasedForms(IReadOnlyList<(string Form, long Count)> All)
{
    /// <summary>The most frequent form.</summary>
    internal string Best => All[0].Form;
}
