using System.Globalization;
using System.Text;
using Dragoman.Serialization;

namespace Dragoman.Text.Moses;

/// <summary>A truecaser as text, in the form of the Moses toolkit: a word a line, its best form with <c>(count/total)</c>, then other forms with <c>(count)</c>.</summary>
internal static class TruecaserFile
{
    private const int MostWords = 10_000_000;
    private const long LargestCount = 1_000_000_000_000; // so that sums of counts are numbers, too

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a truecaser.</summary>
    /// <param name="truecaser">The truecaser.</param>
    /// <param name="stream">Where to; stays open.</param>
    internal static void Write(Truecaser truecaser, Stream stream)
    {
        using StreamWriter writer = new(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
        foreach (CasedForms word in truecaser.Forms)
        {
            (string best, long count) = word.All[0];
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{best} ({count}/{word.All.Sum(form => form.Count)})"));
            foreach ((string other, long seen) in word.All.Skip(1))
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $" {other} ({seen})"));
            }

            writer.WriteLine();
        }
    }

    /// <summary>Reads a truecaser.</summary>
    /// <param name="stream">What <see cref="Write"/> or <c>train-truecaser.perl</c> has written.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message ends a sentence.</exception>
    internal static Truecaser Read(Stream stream)
    {
        List<CasedForms> words = [];
        using StreamReader reader = Utf8Text.Open(stream);
        try
        {
            while (reader.ReadLine() is { } line)
            {
                words.Add(words.Count < MostWords ? Parse(line, words.Count + 1) : throw new InvalidDataException($"it has more than {MostWords} words."));
            }
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("it is not UTF-8.", e);
        }

        return new Truecaser(words);
    }

    private static CasedForms Parse(string line, int number)
    {
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<(string, long)> forms = [];
        for (int i = 0; i < parts.Length; i += 2)
        {
            ReadOnlySpan<char> count = i + 1 < parts.Length && parts[i + 1] is ['(', .., ')'] ? parts[i + 1].AsSpan(1..^1) : [];
            count = i == 0 && count.IndexOf('/') is >= 0 and int slash ? count[..slash] : count;
            if (!long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long seen) || seen > LargestCount)
            {
                throw new InvalidDataException($"line {number} is not a word with its counts, such as \"the (90/95) The (5)\".");
            }

            forms.Add((parts[i], seen));
        }

        return forms.Count > 0 ? new CasedForms(forms) : throw new InvalidDataException($"line {number} is empty.");
    }
}
