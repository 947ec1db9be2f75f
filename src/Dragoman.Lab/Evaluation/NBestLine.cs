using System.Globalization;
using Dragoman.Data;
using Dragoman.Messages;

namespace Dragoman.Lab.Evaluation;

/// <summary>A translation of an n-best list in the form of Moses: source line ||| translation ||| features ||| score, and perhaps more.</summary>
/// <remarks>
/// What <c>dragoman translate</c> writes has no features: source line ||| translation ||| score. A translation may itself hold |||: it ends where a
/// score follows, or features and a score.
/// </remarks>
public sealed class NBestLine
{
    /// <summary>The score of a translation that the model cannot make.</summary>
    public const string Impossible = "-inf";

    private const string Separator = "|||";
    private const int TextField = 1;
    private const int LongestExcerpt = 40; // characters of a field in a message

    private readonly string[] _fields; // trimmed; the translation is one of them, whatever it holds

    private readonly int _score; // place of the score among the fields, or where it would be

    private NBestLine(long source, string[] fields, int score)
    {
        (Source, _fields, _score) = (source, fields, score);
    }

    /// <summary>The source line, from 0.</summary>
    public long Source { get; }

    /// <summary>The translation.</summary>
    public string Text => _fields[TextField];

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="sourceCount">Source lines that there are.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="number">The number of the line, from 1, for messages.</param>
    /// <exception cref="CorpusFormatException">It is not of this form, or its source line does not exist.</exception>
    public static NBestLine Parse(string line, long sourceCount, string path, long number)
    {
        ArgumentNullException.ThrowIfNull(line);
        string[] parts = line.Split(Separator);
        string[] fields = [.. parts.Select(part => part.Trim())];
        if (fields.Length < 2)
        {
            throw new CorpusFormatException(
                path, number, "expected source line ||| translation ||| features ||| score, got a line without |||.");
        }

        if (!long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out long source))
        {
            throw new CorpusFormatException(path, number, $"expected the number of a source line, from 0, before |||; got \"{Excerpt.Of(fields[0], LongestExcerpt)}\".");
        }

        if (source >= sourceCount)
        {
            throw new CorpusFormatException(path, number, string.Create(
                CultureInfo.InvariantCulture, $"translates source line {source}, but there are {sourceCount:N0}, counted from 0. Is it a list for this source?"));
        }

        int end = EndOfText(fields);
        if (end < 0 && fields.Length > TextField + 1)
        {
            throw new CorpusFormatException(path, number, $"expected a score after the translation or its features; got \"{Excerpt.Of(fields[^1], LongestExcerpt)}\".");
        }

        end = end < 0 ? fields.Length : end;
        fields = [fields[0], string.Join(Separator, parts[TextField..end]).Trim(), .. fields[end..]];
        return new NBestLine(source, fields, HasFeatures(fields, TextField + 1) ? TextField + 2 : TextField + 1);
    }

    /// <summary>The line with another score.</summary>
    /// <param name="score">The score, as it is to be written.</param>
    public string WithScore(string score) => Join([.. _fields[.._score], score, .. _fields.Skip(_score + 1)]);

    /// <summary>The line with a feature more, and its own score.</summary>
    /// <param name="name">Name of the feature.</param>
    /// <param name="value">Its value, as it is to be written.</param>
    public string WithFeature(string name, string value)
    {
        string feature = $"{name}= {value}";
        return Join(_score > TextField + 1
            ? [.. _fields[..(_score - 1)], $"{_fields[_score - 1]} {feature}".TrimStart(), .. _fields[_score..]]
            : [.. _fields[.._score], feature, .. _fields[_score..]]);
    }

    /// <summary>The first field after the translation; -1 if there is no score.</summary>
    private static int EndOfText(string[] fields) =>
        Enumerable.Range(0, fields.Length).Skip(TextField + 1).FirstOrDefault(i => IsNumber(fields[i]) || HasFeatures(fields, i), -1);

    /// <summary>Whether a feature has a name.</summary>
    /// <param name="name">The name.</param>
    public bool HasFeature(string name) =>
        _score > TextField + 1 && WordsOf(_fields[_score - 1]).Any(word => word.StartsWith(name + "=", StringComparison.Ordinal) || word == name + ":");

    /// <summary>Whether a field holds features before the score: numbers, and names as <c>name= 1</c>, <c>name=1</c> or <c>name: 1</c>.</summary>
    private static bool HasFeatures(string[] fields, int place) =>
        place + 1 < fields.Length && IsNumber(fields[place + 1]) && WordsOf(fields[place]).All(IsOfFeature);

    private static bool IsOfFeature(string word) =>
        IsNumber(word) || word[^1] is '=' or ':' || (word.LastIndexOf('=') is > 0 and var equals && IsNumber(word[(equals + 1)..]));

    private static string[] WordsOf(string field) => field.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsNumber(string field) =>
        field == Impossible || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);

    private static string Join(IEnumerable<string> fields) => string.Join($" {Separator} ", fields);
}
