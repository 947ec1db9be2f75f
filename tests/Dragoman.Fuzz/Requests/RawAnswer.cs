using System.Globalization;
using System.Text;

namespace Dragoman.Fuzz.Requests;

/// <summary>What came back on a connection, as far as it came.</summary>
/// <param name="Bytes">All bytes.</param>
/// <param name="HasEnded">Whether the server has closed the connection.</param>
internal sealed record RawAnswer(byte[] Bytes, bool HasEnded)
{
    private readonly int _head = EndOfHead(Bytes);

    /// <summary>The status code; 0 if there is no whole head.</summary>
    internal int Status => _head > 0 && Head.Length > 12 ? int.Parse(Head.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;

    /// <summary>Status line and headers, each followed by an end of line.</summary>
    internal string Head => Encoding.Latin1.GetString(Bytes, 0, _head);

    /// <summary>Value of a header; null if there is none.</summary>
    /// <param name="name">Its name.</param>
    internal string? Header(string name) => Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The body, without the marks of chunks.</summary>
    /// <exception cref="FormatException">It is not as its headers say.</exception>
    internal byte[] Body()
    {
        ReadOnlySpan<byte> rest = Bytes.AsSpan(_head);
        if (Header("Transfer-Encoding") != "chunked")
        {
            int length = Header("Content-Length") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : rest.Length;
            return length <= rest.Length // What follows answers what the server took for another request.
                ? rest[..length].ToArray()
                : throw new FormatException($"The body has {rest.Length} bytes instead of {length}.");
        }

        using MemoryStream body = new();
        while (true)
        {
            int line = rest.IndexOf("\r\n"u8);
            if (line < 0 || !int.TryParse(rest[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int size) || rest.Length < line + 2 + size)
            {
                throw new FormatException("A chunk was cut off.");
            }

            if (size == 0)
            {
                return body.ToArray();
            }

            body.Write(rest.Slice(line + 2, size));
            rest = rest[(line + 2 + size + 2)..];
        }
    }

    /// <summary>An answer without the interim one that only says to go on.</summary>
    /// <param name="bytes">All bytes.</param>
    /// <param name="hasEnded">Whether the server has closed the connection.</param>
    internal static RawAnswer WithoutInterim(byte[] bytes, bool hasEnded) =>
        new(bytes.AsSpan().StartsWith("HTTP/1.1 100"u8) ? bytes[EndOfHead(bytes)..] : bytes, hasEnded);

    private static int EndOfHead(byte[] bytes) => bytes.AsSpan().IndexOf("\r\n\r\n"u8) is var end and >= 0 ? end + "\r\n\r\n"u8.Length : 0;
}
