using System.Globalization;
using System.Text.Json;
using Dragoman.Data;
using Dragoman.Serialization;

namespace Dragoman.Cli;

/// <summary>Lines of JSON objects, each of which gets its translation as a further member.</summary>
/// <param name="input">What the lines come from, in the user's words.</param>
/// <param name="field">The member that holds the sentence.</param>
internal sealed class TranslatedRecords(string input, string field)
{
    private const string Translation = "translation";
    private const string Score = "score";

    private readonly Queue<JsonRecord?> _waiting = [];

    /// <summary>The sentence of a line; empty for a blank line.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="CorpusFormatException">It holds no object, or one without the sentence or with a translation.</exception>
    internal string SentenceOf(NumberedLine line)
    {
        JsonRecord? record = JsonRecord.Parse(line.Text, input, line.Number);
        if (record is not null && (record.Has(Translation) ? Translation : record.Has(Score) ? Score : null) is { } taken)
        {
            throw record.Fault($"the object has a member \"{taken}\" already, which would be there twice. Rename or remove it.");
        }

        string sentence = record?.TextOf(field) ?? "";
        _waiting.Enqueue(record);
        return sentence;
    }

    /// <summary>The first line that waits, with its translation.</summary>
    /// <param name="translation">The translation.</param>
    internal string Complete(Translation translation)
    {
        using JsonRecord? record = _waiting.Dequeue();
        return record?.With(string.Create(
            CultureInfo.InvariantCulture,
            $"\"{Translation}\":\"{JsonEncodedText.Encode(translation.Text, JsonText.Options.Encoder)}\",\"{Score}\":{translation.Score:R}")) ?? "";
    }
}
