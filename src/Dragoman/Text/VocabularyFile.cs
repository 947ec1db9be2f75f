using System.Text;
using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Text;

/// <summary>The text file of a vocabulary: UTF-8, one token per line in the order of ids, special tokens first.</summary>
internal static class VocabularyFile
{
    private const long MaximumLength = 1L << 27;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(string path, IEnumerable<string> tokens) => OutputFile.At(path).Write(stream => Write(stream, tokens));

    public static void Write(Stream stream, IEnumerable<string> tokens)
    {
        using StreamWriter writer = new(stream, StrictUtf8, leaveOpen: true) { NewLine = "\n" };
        foreach (string token in tokens)
        {
            writer.WriteLine(token);
        }
    }

    /// <summary>The ordinary tokens of a file, after every check.</summary>
    public static List<string> Read(string path)
    {
        ReadOnlySpan<byte> bytes = ReadBytes(path);
        if (ForeignFormat.Find(bytes) is { } problem)
        {
            throw new VocabularyException(path, null, problem);
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (bytes.IndexOf((byte)'\n') is var first && (first < 0 ? bytes : bytes[..first]).TrimEnd((byte)'\r').Contains((byte)'\r'))
        {
            throw new VocabularyException(path, null, "its lines end in CR alone; expected LF or CR LF. Restore the file that training wrote.");
        }

        int expected = Math.Min(bytes.Count((byte)'\n') + 1, Vocabulary.MaximumCount);
        List<string> tokens = new(expected);
        Dictionary<string, int> lines = new(expected);
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            string token = Decode(path, tokens.Count + 1, end < 0 ? bytes : bytes[..end]);
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            tokens.Add(token);
            if (tokens.Count > Vocabulary.MaximumCount)
            {
                throw new VocabularyException(path, null, FormattableString.Invariant($"it has more than {Vocabulary.MaximumCount:N0} lines, the most that are read."));
            }

            Check(path, tokens.Count, token, lines);
        }

        if (tokens.Count < Vocabulary.SpecialCount)
        {
            throw new VocabularyException(
                path, null, $"expected the special tokens {SpecialList()} in the first lines, got {Counted.Of(tokens.Count, "line")}.");
        }

        return tokens.GetRange(Vocabulary.SpecialCount, tokens.Count - Vocabulary.SpecialCount);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return RegularFile.ReadAll(path, MaximumLength);
        }
        catch (InvalidDataException e)
        {
            throw new VocabularyException(path, null, $"the vocabulary file cannot be read, for {e.Message}. Restore the file that training wrote.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new VocabularyException(path, null, "the vocabulary file does not exist. Restore the file that training wrote.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VocabularyException(path, null, $"the vocabulary file cannot be read ({e.Message.TrimEnd('.')}). Check the path and its permissions.", e);
        }
    }

    private static string Decode(string path, int lineNumber, ReadOnlySpan<byte> line)
    {
        try
        {
            return StrictUtf8.GetString(line.EndsWith((byte)'\r') ? line[..^1] : line);
        }
        catch (DecoderFallbackException e)
        {
            throw new VocabularyException(path, lineNumber, InvalidUtf8.Describe(line, e.Index), e);
        }
    }

    private static void Check(string path, int lineNumber, string token, Dictionary<string, int> lines)
    {
        if (lineNumber <= Vocabulary.SpecialCount && token != Vocabulary.Specials[lineNumber - 1])
        {
            throw new VocabularyException(
                path,
                lineNumber,
                $"expected the special token {Vocabulary.Specials[lineNumber - 1]}, got \"{Excerpt.Of(token)}\"; the file must start with {SpecialList()}.");
        }

        if (Vocabulary.Fault(token) is string fault)
        {
            throw new VocabularyException(path, lineNumber, $"the token {fault}.");
        }

        if (!lines.TryAdd(token, lineNumber))
        {
            throw new VocabularyException(path, lineNumber, $"the token \"{Excerpt.Of(token)}\" stands already in line {lines[token]}.");
        }
    }

    private static string SpecialList() => string.Join(' ', Vocabulary.Specials);
}
