using System.IO.Compression;
using System.Security.Cryptography;

namespace Dragoman.Inspector;

/// <summary>A file of the inspector page, ready to be served.</summary>
public sealed class PageAsset
{
    private byte[]? _compressed;

    internal PageAsset(string path, string contentType, byte[] content)
    {
        Path = path;
        ContentType = contentType;
        Content = content;
    }

    /// <summary>The path under which the page asks for the file, from the root on: <c>/</c>, <c>/training</c>, <c>/assets/inspector.js</c>.</summary>
    public string Path { get; }

    /// <summary>The media type, with the character set of text.</summary>
    public string ContentType { get; }

    /// <summary>A strong entity tag, quotes included: it changes with the bytes, and only with them.</summary>
    public string ETag => field ??= $"\"{Convert.ToHexStringLower(SHA256.HashData(Content.Span).AsSpan(0, 16))}\"";

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The bytes in Brotli; compressed at the first call. Serve them under an entity tag of their own.</summary>
    public ReadOnlyMemory<byte> Brotli => _compressed ??= Compress(Content.Span);

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using MemoryStream compressed = new();
        using (BrotliStream stream = new(compressed, CompressionLevel.SmallestSize))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
