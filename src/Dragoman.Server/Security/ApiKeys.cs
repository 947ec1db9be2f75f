using System.Security.Cryptography;
using System.Text;

namespace Dragoman.Server.Security;

/// <summary>The keys that open the server. Only their hashes are kept, and comparing takes the same time whatever a caller shows.</summary>
public sealed class ApiKeys
{
    /// <summary>Fewest characters of a key.</summary>
    public const int ShortestKey = 16;

    private readonly byte[][] _hashes;

    private ApiKeys(IEnumerable<string> keys)
    {
        _hashes = [.. keys.Select(Hash)];
    }

    /// <summary>No keys: the server is open to all who can reach it.</summary>
    public static ApiKeys None { get; } = new([]);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>Reads keys, one a line; blank lines and those that begin with # do not count.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="source">Where they stand, for messages.</param>
    /// <exception cref="InvalidDataException">There is no key, or one is too short or holds other characters than printable ASCII.</exception>
    public static ApiKeys Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] keys = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        if (keys.Length == 0)
        {
            throw new InvalidDataException($"{source} holds no API key. Write one a line, such as what openssl rand -hex 32 prints.");
        }

        int bad = Array.FindIndex(keys, key => key.Length < ShortestKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'));
        return bad < 0 ? new ApiKeys(keys) : throw new InvalidDataException(
            $"Key {bad + 1} of {source} is not one: expected at least {ShortestKey} printable ASCII characters without blanks. Try openssl rand -hex 32.");
    }

    /// <summary>Whether a key is one of these.</summary>
    /// <param name="key">What a caller shows.</param>
    public bool Contains(string key)
    {
        byte[] shown = Hash(key);
        bool found = false;
        foreach (byte[] hash in _hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(hash, shown);
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
