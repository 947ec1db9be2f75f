using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Data;

namespace Dragoman.Cli;

/// <summary>Files that say, line by line beside the sentences, what translations must be.</summary>
/// <param name="prefixes">File of what translations must begin with; null for none.</param>
/// <param name="constraints">File of JSON objects with what translations must hold (<c>must</c>) and must not (<c>not</c>); null for none.</param>
/// <param name="input">What the sentences come from, in the user's words.</param>
internal sealed class RequestLines(string? prefixes, string? constraints, string input) : IDisposable
{
    private const string Must = "must";
    private const string Not = "not";

    private readonly Utf8LineReader? _prefixes = prefixes is null ? null : Utf8LineReader.OpenOnce(prefixes);
    private readonly Utf8LineReader? _constraints = constraints is null ? null : Utf8LineReader.OpenOnce(constraints);

    /// <summary>The files that ask for something; the input alone where there are none.</summary>
    private string Asked => string.Join(" and ", new[] { prefixes, constraints }.OfType<string>()) is { Length: > 0 } files ? files : input;

    /// <summary>Sentences together with what their translations must be.</summary>
    /// <param name="lines">The lines of the sentences; lines between them are passed over in the files, too.</param>
    /// <param name="sentences">The sentences.</param>
    /// <exception cref="CorpusFormatException">A file has fewer lines than there are sentences, or a line is not valid.</exception>
    internal List<TranslationRequest> Read(List<NumberedLine> lines, List<string> sentences) => [.. lines.Zip(sentences, (line, sentence) => Read(line.Number, sentence))];

    /// <summary>Translates, and names the line of a request that cannot be met.</summary>
    /// <param name="lines">The lines of the sentences that are translated.</param>
    /// <param name="translate">Translates them.</param>
    /// <exception cref="CommandException">A translation cannot be what is asked for.</exception>
    internal IReadOnlyList<IReadOnlyList<Translation>> Translate(List<NumberedLine> lines, Func<IReadOnlyList<IReadOnlyList<Translation>>> translate)
    {
        try
        {
            return translate();
        }
        catch (TranslationRequestException e)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{Asked}, line {lines[e.Index].Number}: {SearchSettings.InOptions(e.Problem)}"), ExitCode.Failure);
        }
    }

    /// <summary>Checks that nothing is left.</summary>
    /// <param name="count">Sentences that there were, those of other parts included.</param>
    /// <exception cref="CorpusFormatException">A file has more lines than there were sentences, or fewer.</exception>
    internal void Finish(long count)
    {
        Finish(_prefixes, prefixes, count);
        Finish(_constraints, constraints, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prefixes?.Dispose();
        _constraints?.Dispose();
    }

    private TranslationRequest Read(long number, string sentence)
    {
        TranslationRequest request = new(sentence) { Prefix = _prefixes is null ? "" : ReadTo(number, _prefixes, prefixes!) };
        if (_constraints is null)
        {
            return request;
        }

        using JsonRecord? record = JsonRecord.Parse(ReadTo(number, _constraints, constraints!), constraints!, _constraints.LineNumber);
        record?.ThrowIfOther(Must, Not);
        return record is null ? request : request with { Required = record.TextsOf(Must), Forbidden = record.TextsOf(Not) };
    }

    private string ReadTo(long number, Utf8LineReader reader, string file)
    {
        string line = "";
        while (reader.LineNumber < number)
        {
            line = reader.ReadLine() ?? throw Uneven(file, "fewer");
        }

        return line;
    }

    private void Finish(Utf8LineReader? reader, string? file, long count)
    {
        if (reader is null)
        {
            return;
        }

        ReadTo(count, reader, file!); // Both are given, or neither.
        if (reader.ReadLine() is not null)
        {
            throw Uneven(file!, "more");
        }
    }

    private CorpusFormatException Uneven(string file, string comparison) => new(
        file, null, $"has {comparison} lines than {input}. Each line of one must be the counterpart of the same line of the other; a blank line asks for nothing.");
}
