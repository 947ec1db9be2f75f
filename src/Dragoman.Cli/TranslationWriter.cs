using System.Globalization;
using Dragoman.Alignments;
using Dragoman.Cli.Arguments;

namespace Dragoman.Cli;

/// <summary>Writes the translations of a line in the form that the user wants.</summary>
/// <param name="format">The form.</param>
/// <param name="alignments">Links to add; null for none.</param>
/// <param name="records">The objects that wait for their translations; null unless the form is of them.</param>
internal sealed class TranslationWriter(TranslationFormat format, AlignmentFormat? alignments, TranslatedRecords? records)
{
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

        foreach (Translation translation in format == TranslationFormat.Moses ? translations : translations.Take(1))
        {
            if (format == TranslationFormat.Moses)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"{number} ||| {translation.Text} ||| {translation.Score:F6}"));
            }
            else
            {
                output.Write(translation.Text);
            }

            if (alignments is { } links)
            {
                output.Write(" ||| ");
                output.Write(Format(translation, links));
            }

            output.Write('\n');
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
