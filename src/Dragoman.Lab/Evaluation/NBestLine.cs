using System.Globalization;
using Dragoman.Data;

namespace Dragoman.Lab.Evaluation;

/// <summary>A translation of an n-best list in the form of Moses: source line ||| translation ||| features ||| score, and perhaps more.</summary>
/// <remarks>What <c>dragoman translate</c> writes has no features: source line ||| translation ||| score.</remarks>
public sealed class NBestLine
{
    /// <summary>The score of a translation that the model cannot make.</summary>
    public const string Impossible = "-inf";

    private const string Separator = "|||";
    private const int TextField = 1;
    private const int ScoreAfterFeatures = 3;

    private readonly string[] _fields; // trimmed

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
        string[] fields = [.. line.Split(Separator).Select(field => field.Trim())];
        if (fields.Length < 2)
        {
            throw new CorpusFormatException(
                path, number, "expected source line ||| translation ||| features ||| score, got a line without |||.");
        }

        if (!long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out long source))
        {
            throw new CorpusFormatException(path, number, $"expected the number of a source line, from 0, before |||; got \"{Excerpt(fields[0])}\".");
        }

        if (source >= sourceCount)
        {
            throw new CorpusFormatException(path, number, string.Create(
                CultureInfo.InvariantCulture, $"translates source line {source}, but there are {sourceCount:N0}, counted from 0. Is it a list for this source?"));
        }

        int score = Array.FindLastIndex(fields, Math.Min(fields.Length, ScoreAfterFeatures + 1) - 1, IsNumber);
        if (score <= TextField && fields.Length > 2)
        {
            throw new CorpusFormatException(path, number, $"expected a score after the translation or its features; got \"{Excerpt(fields[^1])}\".");
        }

        return new NBestLine(source, fields, score > TextField ? score : 2);
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
        return Join(_score == ScoreAfterFeatures
            ? [.. _fields[..2], $"{_fields[2]} {feature}".TrimStart(), .. _fields[3..]]
            : [.. _fields[..2], feature, .. _fields[2..]]);
    }

    private static bool IsNumber(string field) =>
        field == Impossible || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Excerpt(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), " …");

    private static string Join(IEnumerable<string> fields) => string.Join($" {Separator} ", fields);
}
