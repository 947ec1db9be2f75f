using System.Globalization;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;
using Dragoman.Messages;

namespace Dragoman.Cli;

/// <summary>Writes the translations of a line in the form that the user wants.</summary>
/// <param name="format">The form.</param>
/// <param name="alignments">Links to add; null for none.</param>
/// <param name="records">The objects that wait for their translations; null unless the form is of them.</param>
internal sealed class TranslationWriter(TranslationFormat format, AlignmentFormat? alignments, TranslatedRecords? records)
{
    private const string Separator = "|||";

    private long _ambiguous;

    /// <summary>Writes the translations of the next line.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="number">Number of the line, from 0.</param>
    /// <param name="translations">Its translations, the best first.</param>
    internal void Write(TextWriter output, long number, IReadOnlyList<Translation> translations)
    {
        if (records is not null)
        {
            output.Write(records.Complete(translations[0]));
            output.Write('\n');
            return;
        }

        if (format == TranslationFormat.Json)
        {
            output.Write(TranslationJson.ToJson(number, translations, withWeights: alignments == AlignmentFormat.Json));
            output.Write('\n');
            return;
        }

        bool hasFields = format == TranslationFormat.Moses || alignments is not null;
        foreach (Translation translation in format == TranslationFormat.Moses ? translations : translations.Take(1))
        {
            _ambiguous += hasFields && translation.Text.Contains(Separator, StringComparison.Ordinal) ? 1 : 0;
            if (format == TranslationFormat.Moses)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"{number} {Separator} {translation.Text} {Separator} {translation.Score:F6}"));
            }
            else
            {
                output.Write(translation.Text);
            }

            if (alignments is { } links)
            {
                output.Write($" {Separator} ");
                output.Write(Format(translation, links));
            }

            output.Write('\n');
        }
    }

    /// <summary>Says how many translations hold what parts fields, if any do.</summary>
    /// <param name="error">Where to say it.</param>
    internal void Report(TextWriter error)
    {
        if (_ambiguous > 0)
        {
            error.WriteLine(
                $"warning: {Counted.Of(_ambiguous, "translation holds", "translations hold")} {Separator}, which parts the fields of a line, too; a program that reads them may take them apart there. --format json keeps them whole.");
        }
    }

    private static string Format(Translation translation, AlignmentFormat format) => (translation.Attention, format) switch
    {
        (null, AlignmentFormat.Json) => "null", // of a blank sentence
        (null, _) => "",
        ({ } map, AlignmentFormat.Json) => AttentionJson.ToJson(map),
        ({ } map, _) => Pharaoh.Format(HardAlignment.Of(map)),
    };
}
