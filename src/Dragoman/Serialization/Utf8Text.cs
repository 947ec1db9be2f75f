using System.Text;

namespace Dragoman.Serialization;

/// <summary>Text files of others, which are UTF-8, with a byte order mark or without.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads such a file; a mark at its beginning is left out.</summary>
    /// <param name="stream">The file; stays open.</param>
    /// <returns>Throws <see cref="DecoderFallbackException"/> where bytes are no UTF-8.</returns>
    internal static StreamReader Open(Stream stream) => new(stream, Strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
}
