using System.Buffers;
using System.Text;
using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Text;

/// <summary>An immutable, one-to-one table of tokens and ids; the first four ids are special tokens.</summary>
public sealed class Vocabulary
{
    /// <summary>Id of <see cref="PadToken"/>.</summary>
    public const int PadId = 0;

    /// <summary>Id of <see cref="UnkToken"/>.</summary>
    public const int UnkId = 1;

    /// <summary>Id of <see cref="BosToken"/>.</summary>
    public const int BosId = 2;

    /// <summary>Id of <see cref="EosToken"/>.</summary>
    public const int EosId = 3;

    /// <summary>Number of special tokens: ids below this one are special.</summary>
    public const int SpecialCount = 4;

    /// <summary>Most tokens of a vocabulary, special ones included.</summary>
    public const int MaximumCount = 2_000_000;

    /// <summary>Fills a sentence up to the length of a longer one.</summary>
    public const string PadToken = "<pad>";

    /// <summary>Stands for every token outside the vocabulary.</summary>
    public const string UnkToken = "<unk>";

    /// <summary>Begins a target sentence.</summary>
    public const string BosToken = "<bos>";

    /// <summary>Ends a sentence.</summary>
    public const string EosToken = "<eos>";

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _ids;
    private readonly Lazy<string> _checksum;

    /// <summary>Makes a vocabulary of the special tokens followed by <paramref name="tokens"/>.</summary>
    /// <param name="tokens">Ordinary tokens in the order of their ids, each once.</param>
    /// <exception cref="ArgumentException">
    /// A token is empty, holds a line break or an unpaired surrogate, occurs twice, or is a special token.
    /// </exception>
    public Vocabulary(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _tokens = [.. Specials, .. tokens];
        _checksum = new Lazy<string>(SumUp);
        _ids = new Dictionary<string, int>(_tokens.Length);
        for (int id = 0; id < _tokens.Length; id++)
        {
            if (Fault(_tokens[id]) is string fault)
            {
                throw new ArgumentException($"Token {id} {fault}.", nameof(tokens));
            }

            if (!_ids.TryAdd(_tokens[id], id))
            {
                throw new ArgumentException(
                    $"Token {id}, \"{Excerpt.Of(_tokens[id])}\", is in the vocabulary already as token {_ids[_tokens[id]]}.", nameof(tokens));
            }
        }
    }

    /// <summary>Number of tokens, special ones included.</summary>
    public int Count => _tokens.Length;

    /// <summary>All tokens in the order of their ids, special ones included.</summary>
    public IReadOnlyList<string> Tokens => Array.AsReadOnly(_tokens);

    /// <summary>The checksum of the tokens, and not of the bytes of a file, so that other line ends make no difference; 8 hexadecimal digits.</summary>
    internal string Checksum => _checksum.Value;

    /// <summary>The special tokens in the order of their ids.</summary>
    internal static ReadOnlySpan<string> Specials => new[] { PadToken, UnkToken, BosToken, EosToken };

    /// <summary>The token of an id.</summary>
    /// <param name="id">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string TokenOf(int id) => (uint)id < (uint)_tokens.Length
        ? _tokens[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has ids 0 to {_tokens.Length - 1}.");

    /// <summary>The id of a token, <see cref="UnkId"/> if the vocabulary does not hold it.</summary>
    /// <param name="token">The token.</param>
    public int IdOf(string token) => _ids.GetValueOrDefault(token, UnkId);

    /// <summary>Whether the vocabulary holds a token.</summary>
    /// <param name="token">The token.</param>
    public bool Contains(string token) => _ids.ContainsKey(token);

    /// <summary>Writes the vocabulary as UTF-8 text, one token per line in the order of ids; an older file is replaced at once.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => VocabularyFile.Write(path, _tokens);

    /// <summary>Writes the same text to a stream.</summary>
    /// <param name="stream">Where to write; stays open.</param>
    public void Write(Stream stream) => VocabularyFile.Write(stream, _tokens);

    /// <summary>Reads a file written by <see cref="Save"/>.</summary>
    /// <param name="path">The file to read; line ends may be LF or CR LF.</param>
    /// <exception cref="VocabularyException">The file is missing, damaged, or not a vocabulary; the message says in which line.</exception>
    public static Vocabulary Load(string path) => new(VocabularyFile.Read(path));

    /// <summary>Why a string cannot be a token, as the end of a sentence; null if it can.</summary>
    internal static string? Fault(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return "is empty";
        }

        if (token.AsSpan().ContainsAny('\n', '\r'))
        {
            return $"holds a line break: \"{Excerpt.Of(token).ReplaceLineEndings("\\n")}\"";
        }

        if (token.Contains('\0', StringComparison.Ordinal))
        {
            return "holds the character U+0000";
        }

        for (ReadOnlySpan<char> rest = token; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int used) != OperationStatus.Done)
            {
                return "holds an unpaired surrogate";
            }

            rest = rest[used..];
        }

        return null;
    }

    private string SumUp()
    {
        Checksum checksum = new();
        foreach (string token in _tokens)
        {
            checksum.Append($"{token}\n");
        }

        return checksum.Text;
    }
}
