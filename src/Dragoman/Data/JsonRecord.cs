using System.Text;
using System.Text.Json;
using Dragoman.Messages;
using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>A line of a JSON Lines file: an object, of which some members are text.</summary>
internal sealed class JsonRecord : IDisposable
{
    private const int DeepestLevel = 64;
    private const string HalfASurrogate = "holds half a surrogate pair (such as \\ud800), which is no character.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DeepestLevel };

    private readonly JsonDocument _document;
    private readonly string _file;
    private readonly long _line;

    private JsonRecord(JsonDocument document, string file, long line)
    {
        (_document, _file, _line) = (document, file, line);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="file">Where it stands, for messages.</param>
    /// <param name="line">Its number, from 1, for messages.</param>
    /// <returns>The object; null for a blank line.</returns>
    /// <exception cref="CorpusFormatException">It is no object, or names a member twice.</exception>
    internal static JsonRecord? Parse(string text, string file, long line)
    {
        if (WhiteSpace.IsBlank(text))
        {
            return null;
        }

        try
        {
            JsonRecord result = new(JsonDocument.Parse(text, Strict), file, line);
            if (result._document.RootElement.ValueKind is not JsonValueKind.Object and var kind)
            {
                result.Dispose();
                throw result.Fault($"expected a JSON object, got {Describe(kind)}.");
            }

            return result;
        }
        catch (JsonException e)
        {
            throw new CorpusFormatException(file, line, Problem(text, e), e);
        }
        catch (InvalidOperationException e)
        {
            throw new CorpusFormatException(file, line, $"the name of a member {HalfASurrogate}", e);
        }
    }

    /// <summary>Whether the object has a member.</summary>
    /// <param name="name">Name of the member.</param>
    internal bool Has(string name) => _document.RootElement.TryGetProperty(name, out _);

    /// <summary>The object with members added at its end, as text; what was there stays as it was written.</summary>
    /// <param name="members">The new members as JSON, such as <c>"a":1</c>; the object has some of its own.</param>
    internal string With(string members)
    {
        string text = _document.RootElement.GetRawText();
        return $"{text.AsSpan(0, text.Length - 1).TrimEnd()},{members}}}";
    }

    /// <summary>The text of a member.</summary>
    /// <param name="name">Name of the member.</param>
    /// <exception cref="CorpusFormatException">It is missing, or no text.</exception>
    internal string TextOf(string name)
    {
        if (!_document.RootElement.TryGetProperty(name, out JsonElement member))
        {
            string members = string.Join(", ", _document.RootElement.EnumerateObject().Take(10).Select(other => other.Name));
            throw Fault($"the object has no member \"{name}\"; it has {(members.Length == 0 ? "none" : members)}.");
        }

        try
        {
            string text = member.ValueKind == JsonValueKind.String ? member.GetString()! : throw Fault($"the member \"{name}\" must be text; it is {Describe(member.ValueKind)}.");
            return text.Contains('\0', StringComparison.Ordinal) ? throw Fault($"the member \"{name}\" holds the character U+0000, which no text has.") : text;
        }
        catch (InvalidOperationException e)
        {
            throw new CorpusFormatException(_file, _line, $"the member \"{name}\" {HalfASurrogate}", e);
        }
    }

    /// <summary>The texts of a member that is a list; none if it is missing.</summary>
    /// <param name="name">Name of the member.</param>
    /// <exception cref="CorpusFormatException">It is no list, or holds what is no text.</exception>
    internal IReadOnlyList<string> TextsOf(string name)
    {
        if (!_document.RootElement.TryGetProperty(name, out JsonElement member))
        {
            return [];
        }

        try
        {
            return member.ValueKind == JsonValueKind.Array && member.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. member.EnumerateArray().Select(item => item.GetString()!)]
                : throw Fault($"the member \"{name}\" must be a list of texts, such as [\"a\", \"b c\"].");
        }
        catch (InvalidOperationException e)
        {
            throw new CorpusFormatException(_file, _line, $"the member \"{name}\" {HalfASurrogate}", e);
        }
    }

    /// <summary>Checks that the object has no members but some.</summary>
    /// <param name="names">Names of the members that it may have.</param>
    /// <exception cref="CorpusFormatException">It has another.</exception>
    internal void ThrowIfOther(params string[] names)
    {
        if (_document.RootElement.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !names.Contains(name)) is { } other)
        {
            throw Fault($"the object has a member \"{Excerpt.Of(other)}\"; it may have: {string.Join(", ", names)}.");
        }
    }

    /// <summary>What is said of this line.</summary>
    /// <param name="problem">What is wrong.</param>
    internal CorpusFormatException Fault(string problem) => new(_file, _line, problem);

    /// <summary>Gives back the memory.</summary>
    public void Dispose() => _document.Dispose();

    private static string Problem(string text, JsonException fault)
    {
        if (fault.BytePositionInLine is { } position)
        {
            return FormattableString.Invariant($"expected a JSON object, got what is none, at character {JsonPlace.Characters(Encoding.UTF8.GetBytes(text), position) + 1}. Each line must be one whole object, nested {DeepestLevel} deep at most.");
        }

        using JsonDocument document = JsonDocument.Parse(text); // It is JSON but for its names.
        return $"the object names \"{Excerpt.Of(Doubled(document.RootElement) ?? "a member")}\" twice. Leave out one of them.";
    }

    /// <summary>The first name that an object, or one in it, has twice.</summary>
    private static string? Doubled(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().GroupBy(member => member.Name).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? element.EnumerateObject().Select(member => Doubled(member.Value)).FirstOrDefault(name => name is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(Doubled).FirstOrDefault(name => name is not null),
        _ => null,
    };

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
