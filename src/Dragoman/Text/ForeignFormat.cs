using System.Text;

namespace Dragoman.Text;

/// <summary>Tells by its first bytes that a file is no plain UTF-8 text, so that it can be named rather than read as rubbish.</summary>
internal static class ForeignFormat
{
    /// <summary>How many bytes are looked at.</summary>
    internal const int ProbeLength = 512;

    private const int TarMagicAt = 257;

    private static readonly (byte[] Magic, string Problem)[] Kinds =
    [
        ([0xFF, 0xFE, 0, 0], Encoded("UTF-32")),
        ([0, 0, 0xFE, 0xFF], Encoded("UTF-32")),
        ([0xFF, 0xFE], Encoded("UTF-16")),
        ([0xFE, 0xFF], Encoded("UTF-16")),
        ([0x1F, 0x8B], Packed("a gzip file (inside another one where gzip is read)", "gunzip -c")),
        ([(byte)'P', (byte)'K', 3, 4], "is a zip archive or an Office document (docx, xlsx, odt), not text. Unpack it, or save it as plain text in UTF-8."),
        ([(byte)'P', (byte)'K', 5, 6], "is an empty zip archive, not text."),
        ([0xFD, .. "7zXZ\0"u8], Packed("an xz file", "xz -d")),
        ([.. "BZh91AY&SY"u8], Packed("a bzip2 file", "bunzip2")),
        ([0x28, 0xB5, 0x2F, 0xFD], Packed("a zstd file", "zstd -d")),
        ([0x04, 0x22, 0x4D, 0x18], Packed("an lz4 file", "lz4 -d")),
        ([.. "LZIP\x01"u8], Packed("an lzip file", "lzip -d")),
        ([0x1F, 0x9D], Packed("a compress (.Z) file", "uncompress")),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], Packed("a 7z archive", "7z x")),
        ([.. "Rar!"u8, 0x1A, 0x07], Packed("a rar archive", "unrar x")),
        ([.. "%PDF-"u8], "is a PDF document, not text. Save its text as plain UTF-8, one sentence per line."),
        ([0xD0, 0xCF, 0x11, 0xE0], "is an old Office document (doc, xls), not text. Save it as plain text in UTF-8."),
        ([.. @"{\rtf"u8], "is an RTF document, not plain text. Save it as plain text in UTF-8."),
        ([.. "PAR1\x15"u8], Table("a Parquet file")),
        ([.. "ARROW1\0"u8], Table("an Arrow file")),
        ([.. "Obj"u8, 1], Table("an Avro file")),
        ([.. "SQLite format 3\0"u8], Table("an SQLite database")),
        ([.. "version https://git-lfs.github.com/spec/"u8], "is a Git LFS pointer, not the file itself. Fetch the file with: git lfs pull"),
        ([.. "<!DOCTYPE"u8], Markup),
        ([.. "<!doctype"u8], Markup),
        ([.. "<html>\n"u8], Markup),
        ([.. "<html>\r\n"u8], Markup),
        ([.. "<html lang="u8], Markup),
        ([.. "<?xml"u8], Markup),
    ];

    private static string Markup => "is an HTML or XML document, not plain text. Extract its sentences first, one per line.";

    /// <summary>What is wrong with a file and the remedy, as the end of a sentence that begins with its name; null if it may be text.</summary>
    /// <param name="start">Its first bytes.</param>
    internal static string? Find(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> text = start.StartsWith(Encoding.UTF8.Preamble) ? start[Encoding.UTF8.Preamble.Length..] : start;
        foreach ((byte[] magic, string problem) in Kinds)
        {
            if (text.StartsWith(magic))
            {
                return problem;
            }
        }

        return start.Length > TarMagicAt && start[TarMagicAt..].StartsWith("ustar"u8)
            ? Packed("a tar archive", "tar -xf")
            : FindZeros(start[..Math.Min(start.Length, ProbeLength)]);
    }

    /// <summary>Text in UTF-16 or UTF-32 without a byte order mark has zeros in every second byte, or in most.</summary>
    private static string? FindZeros(ReadOnlySpan<byte> start)
    {
        if (!start.Contains((byte)0))
        {
            return null;
        }

        int[] zeros = new int[4]; // by place in a unit of four bytes
        for (int i = 0; i < start.Length; i++)
        {
            zeros[i % 4] += start[i] == 0 ? 1 : 0;
        }

        int few = start.Length / 16;
        int quarter = start.Length / 4;
        bool isUtf16 = (zeros[0] + zeros[2] <= few && zeros[1] + zeros[3] > quarter) || (zeros[1] + zeros[3] <= few && zeros[0] + zeros[2] > quarter);
        bool isUtf32 = zeros.Count(count => count >= quarter) is 2 or 3 && start.Length >= 4;
        return isUtf16 ? Encoded("UTF-16")
            : isUtf32 ? Encoded("UTF-32")
            : "has zero bytes, so it is a binary file or text in UTF-16. Give a text file in UTF-8.";
    }

    private static string Encoded(string encoding) =>
        $"is text in {encoding}; expected UTF-8. Convert it first, such as with: iconv -f {encoding} -t UTF-8 FILE";

    private static string Packed(string kind, string command) => $"is {kind}, not text. Unpack it first, such as with: {command} FILE";

    private static string Table(string kind) => $"is {kind}, not text. Write its sentences to a text file first, one pair per line with TAB between.";
}
