using System.Globalization;
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
    private long _sentences; // read before those of the last call

    /// <summary>Sentences together with what their translations must be.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <exception cref="CorpusFormatException">A file has fewer lines than there are sentences, or a line is not valid.</exception>
    internal List<TranslationRequest> Read(List<string> sentences) => sentences.ConvertAll(Read);

    /// <summary>Translates, and names the line of a request that cannot be met.</summary>
    /// <param name="count">Sentences that are translated.</param>
    /// <param name="translate">Translates them.</param>
    /// <exception cref="CommandException">A translation cannot be what is asked for.</exception>
    internal IReadOnlyList<IReadOnlyList<Translation>> Translate(int count, Func<IReadOnlyList<IReadOnlyList<Translation>>> translate)
    {
        try
        {
            return translate();
        }
        catch (TranslationRequestException e)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{input}, line {_sentences + e.Index + 1}: {e.Problem}"), ExitCode.Failure);
        }
        finally
        {
            _sentences += count;
        }
    }

    /// <summary>Checks that nothing is left.</summary>
    /// <exception cref="CorpusFormatException">A file has more lines than there were sentences.</exception>
    internal void Finish()
    {
        if (_prefixes?.ReadLine() is not null)
        {
            throw Uneven(prefixes!, "more");
        }

        if (_constraints?.ReadLine() is not null)
        {
            throw Uneven(constraints!, "more");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _prefixes?.Dispose();
        _constraints?.Dispose();
    }

    private TranslationRequest Read(string sentence)
    {
        TranslationRequest request = new(sentence) { Prefix = _prefixes is null ? "" : Next(_prefixes, prefixes!) };
        if (_constraints is null)
        {
            return request;
        }

        using JsonRecord? record = JsonRecord.Parse(Next(_constraints, constraints!), constraints!, _constraints.LineNumber);
        record?.ThrowIfOther(Must, Not);
        return record is null ? request : request with { Required = record.TextsOf(Must), Forbidden = record.TextsOf(Not) };
    }

    private string Next(Utf8LineReader reader, string file) => reader.ReadLine() ?? throw Uneven(file, "fewer");

    private CorpusFormatException Uneven(string file, string comparison) => new(
        file, null, $"has {comparison} lines than {input}. Each line of one must be the counterpart of the same line of the other; a blank line asks for nothing.");
}
