using System.Globalization;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Text;

namespace Dragoman.Alignments;

/// <summary>One target token for each of many source tokens, such as the best entries of a lexical translation table. Immutable.</summary>
public sealed class BilingualLexicon
{
    private readonly Dictionary<string, string> _translations;

    /// <summary>Makes a lexicon.</summary>
    /// <param name="translations">Source tokens and their translations, each a token without white space.</param>
    /// <exception cref="ArgumentException">One is not, or a source token comes twice.</exception>
    public BilingualLexicon(IEnumerable<KeyValuePair<string, string>> translations)
    {
        _translations = new Dictionary<string, string>(translations);
        if (_translations.FirstOrDefault(entry => !IsToken(entry.Key) || !IsToken(entry.Value)) is { Key: { } source } entry)
        {
            throw new ArgumentException(
                $"\"{Excerpt.Of(source)}\" and its translation \"{Excerpt.Of(entry.Value ?? "")}\" must each be one token: not blank, and without white space.", nameof(translations));
        }
    }

    /// <summary>Number of source tokens.</summary>
    public int Count => _translations.Count;

    /// <summary>The translation of a source token, or null if there is none.</summary>
    /// <param name="sourceToken">The token, as the model reads it (such as lower-cased).</param>
    public string? Find(string sourceToken) => _translations.GetValueOrDefault(sourceToken);

    /// <summary>Reads a text file with one entry per line: source token, TAB, target token and, if known, TAB and probability.</summary>
    /// <param name="path">The file: strict UTF-8, plain or gzip-compressed; blank lines are skipped.</param>
    /// <returns>
    /// For each source token the target token with the highest probability, the first of equals; an entry without one precedes those with.
    /// </returns>
    /// <remarks>
    /// The form of fast_align's and google/seq2seq's tables, where the third column is a logarithm: any number that is higher for the more probable
    /// entry will do.
    /// </remarks>
    /// <exception cref="CorpusFormatException">The file is missing or not of this form; the message says in which line.</exception>
    public static BilingualLexicon Load(string path)
    {
        using Utf8LineReader reader = Utf8LineReader.OpenOnce(path);
        var best = new Dictionary<string, (string Target, double Probability)>();
        while (reader.ReadLine() is { } line)
        {
            if (WhiteSpace.IsBlank(line))
            {
                continue;
            }

            (string source, string target, double probability) = Parse(line) ?? throw new CorpusFormatException(
                path, reader.LineNumber, $"expected source token, TAB, target token, and perhaps TAB and probability; got \"{Excerpt.Of(line)}\".");
            if (!best.TryGetValue(source, out (string Target, double Probability) known) || probability > known.Probability)
            {
                best[source] = (target, probability);
            }
        }

        return new BilingualLexicon(best.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Target)));
    }

    private static (string Source, string Target, double Probability)? Parse(string line)
    {
        string[] columns = line.Split('\t');
        double probability = double.PositiveInfinity;
        bool isValid = columns.Length is 2 or 3
            && IsToken(columns[0])
            && IsToken(columns[1])
            && (columns.Length == 2 || TryParseNumber(columns[2], out probability));
        return isValid ? (columns[0], columns[1], probability) : null;
    }

    /// <summary>A token holds no blank: an entry of several words would part the tokens of a translation from its attention weights.</summary>
    private static bool IsToken(string? text) => text is not null && !WhiteSpace.IsBlank(text) && !text.Any(char.IsWhiteSpace);

    private static bool TryParseNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
