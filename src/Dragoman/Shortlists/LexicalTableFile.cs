using System.Globalization;
using Dragoman.Messages;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Shortlists;

/// <summary>The file of a lexical table.</summary>
/// <remarks>
/// A safetensors file, so that other programs can read it. <c>translations</c> are target tokens, those of each source token together and the best first,
/// <c>probabilities</c> theirs, and <c>ends</c> says where those of each source token end; <c>counts</c> are those of target tokens in the corpus. The notes are
/// <c>format</c>, <c>version</c>, <c>most</c>, the number of translations wanted of a token, and <c>source</c> and <c>target</c>, checksums of the vocabularies.
/// </remarks>
internal static class LexicalTableFile
{
    private const string Format = "dragoman-shortlist";
    private const string Version = "1";
    private const string Again = "Make it again with dragoman shortlist.";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="table">The table.</param>
    /// <param name="source">The vocabulary of its source tokens.</param>
    /// <param name="target">The vocabulary of its target tokens.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static void Write(string path, LexicalTable table, Vocabulary source, Vocabulary target) => SafetensorsFile.Save(
        path,
        [
            StoredTensor.Array("translations", table.Translations),
            StoredTensor.Array("probabilities", table.Probabilities),
            StoredTensor.Array("ends", table.Ends),
            StoredTensor.Array("counts", table.Counts),
        ],
        new Dictionary<string, string>
        {
            ["format"] = Format,
            ["version"] = Version,
            ["most"] = table.Most.ToString(CultureInfo.InvariantCulture),
            ["source"] = source.Checksum,
            ["target"] = target.Checksum,
        });

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">The vocabulary of the model's source tokens.</param>
    /// <param name="target">The vocabulary of its target tokens.</param>
    /// <exception cref="CheckpointException">The file is missing, damaged, of a newer format, or of other vocabularies.</exception>
    internal static LexicalTable Read(string path, Vocabulary source, Vocabulary target)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path, Verification.Required, Again);
        int most = ReadNotes(file, source, target);
        LexicalTable table = new(
            file.ReadArray<long>("ends"), file.ReadArray<int>("translations"), file.ReadArray<float>("probabilities"), file.ReadArray<long>("counts"), most);
        return FindFault(table, source.Count, target.Count) is { } fault ? throw new CheckpointException(path, fault, Again) : table;
    }

    private static int ReadNotes(SafetensorsFile file, Vocabulary source, Vocabulary target)
    {
        if (file.Metadata.GetValueOrDefault("format") != Format)
        {
            throw new CheckpointException(file.Path, "the file is no lexical table for shortlists.", Again);
        }

        if (file.Metadata.GetValueOrDefault("version") is var version && version != Version)
        {
            throw new CheckpointException(file.Path, $"the table has format version {Excerpt.Of(version ?? "none")}, and this program reads {Version}.", Again);
        }

        if (file.Metadata.GetValueOrDefault("source") != source.Checksum || file.Metadata.GetValueOrDefault("target") != target.Checksum)
        {
            throw new CheckpointException(file.Path, "the table was made with other vocabularies than those of this model.", Again);
        }

        string? most = file.Metadata.GetValueOrDefault("most");
        return int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new CheckpointException(file.Path, $"the number of translations wanted of a token is {Excerpt.Of(most ?? "none")}; it must be a whole number above 0.", Again);
    }

    private static string? FindFault(LexicalTable table, int sourceTokens, int targetTokens)
    {
        if (table.Ends.Length != sourceTokens || table.Counts.Length != targetTokens || table.Probabilities.Length != table.Translations.Length)
        {
            return FormattableString.Invariant(
                $"it holds {table.Ends.Length} source tokens, {table.Counts.Length} target tokens, and {table.Translations.Length} translations with {table.Probabilities.Length} probabilities; the vocabularies have {sourceTokens} and {targetTokens} tokens.");
        }

        if (table.Counts.Any(count => count < 0))
        {
            return "a count is below 0.";
        }

        long start = 0;
        foreach (long end in table.Ends)
        {
            if (end < start || end > table.Translations.Length || end - start > table.Most)
            {
                return "the ends of the translations do not fit their number.";
            }

            start = end;
        }

        return start != table.Translations.Length ? "the ends of the translations do not fit their number." : FindFaultOfTranslations(table, targetTokens);
    }

    private static string? FindFaultOfTranslations(LexicalTable table, int targetTokens)
    {
        HashSet<int> own = [];
        int start = 0;
        foreach (long end in table.Ends)
        {
            own.Clear();
            for (int i = start; i < end; i++)
            {
                if (table.Translations[i] < Vocabulary.SpecialCount || table.Translations[i] >= targetTokens || !own.Add(table.Translations[i]))
                {
                    return FormattableString.Invariant($"{table.Translations[i]} is no target token, or is twice a translation of the same source token.");
                }

                if (!(table.Probabilities[i] > 0f && table.Probabilities[i] <= (i == start ? 1f : table.Probabilities[i - 1])))
                {
                    return "the probabilities of translations do not fall from 1 to above 0.";
                }
            }

            start = (int)end;
        }

        return null;
    }
}
