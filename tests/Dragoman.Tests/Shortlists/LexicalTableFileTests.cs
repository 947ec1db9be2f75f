using System.Globalization;
using Dragoman.Serialization;
using Dragoman.Shortlists;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Shortlists;

public sealed class LexicalTableFileTests : IDisposable
{
    private static readonly Vocabulary Source = new(["a", "b", "c"]);
    private static readonly Vocabulary Target = new(["x", "y", "z", "w"]);

    private readonly TemporaryFolder _folder = new();

    private string File => _folder["shortlist.safetensors"];

    /// <summary>What is wrong with a file, how it was changed, and what is said of it.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "format", "the file is no lexical table for shortlists. Make it again with dragoman shortlist." },
        { "version", "the table has format version 2, and this program reads 1." },
        { "source", "the table was made with other vocabularies than those of this model." },
        { "target", "the table was made with other vocabularies than those of this model." },
        { "most", "the number of translations wanted of a token is -1; it must be a whole number above 0." },
        { "ends-too-many", "it holds 8 source tokens, 8 target tokens, and 4 translations with 4 probabilities; the vocabularies have 7 and 8 tokens." },
        { "ends-fall", "the ends of the translations do not fit their number." },
        { "ends-short", "the ends of the translations do not fit their number." },
        { "ends-beyond", "the ends of the translations do not fit their number." },
        { "more-than-most", "the ends of the translations do not fit their number." },
        { "special", "2 is no target token, or is twice a translation of the same source token." },
        { "beyond", "8 is no target token, or is twice a translation of the same source token." },
        { "twice", "5 is no target token, or is twice a translation of the same source token." },
        { "rising", "the probabilities of translations do not fall from 1 to above 0." },
        { "zero", "the probabilities of translations do not fall from 1 to above 0." },
        { "nan", "the probabilities of translations do not fall from 1 to above 0." },
        { "above", "the probabilities of translations do not fall from 1 to above 0." },
        { "negative", "a count is below 0." },
    };

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        LexicalTable table = Good();
        LexicalTableFile.Write(File, table, Source, Target);
        LexicalTable read = LexicalTableFile.Read(File, Source, Target);

        Assert.Equal(table.Ends, read.Ends);
        Assert.Equal(table.Translations, read.Translations);
        Assert.Equal(table.Probabilities, read.Probabilities);
        Assert.Equal(table.Counts, read.Counts);
        Assert.Equal(table.Most, read.Most);
        Assert.Equal([5, 6], read.TranslationsOf(4).ToArray());
        Assert.Empty(read.TranslationsOf(5).ToArray());
    }

    [Fact]
    public void TokensFor_Sentence_AreSpecialFrequentAndLikely()
    {
        LexicalTable table = Good();

        Assert.Equal([0, 1, 2, 3, 7], table.TokensFor([], translations: 2, frequent: 1).Order());
        Assert.Equal([0, 1, 2, 3, 5, 7], table.TokensFor([4, 5, 3], translations: 1, frequent: 1).Order());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], table.TokensFor([4, 6], translations: 2, frequent: 1).Order());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], table.TokensFor([], translations: 1, frequent: 100).Order());
        Assert.Equal([0, 1, 2, 3, 4, 7], table.TokensFor([], translations: 1, frequent: 2).Order()); // of 4 and 5, which were seen as often, the first
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_Damaged_SaysWhatIsWrong(string fault, string problem)
    {
        Write(fault);

        CheckpointException error = Assert.Throws<CheckpointException>(() => LexicalTableFile.Read(File, Source, Target));

        Assert.StartsWith(File, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_ByteChangedOrLost_SaysHowToMakeItAgain(bool lost)
    {
        LexicalTableFile.Write(File, Good(), Source, Target);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes[^1] ^= 1;
        System.IO.File.WriteAllBytes(File, lost ? bytes[..^1] : bytes);

        CheckpointException error = Assert.Throws<CheckpointException>(() => LexicalTableFile.Read(File, Source, Target));

        Assert.EndsWith(" Make it again with dragoman shortlist.", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static LexicalTable Good() => new([0, 0, 0, 0, 2, 2, 4], [5, 6, 4, 6], [0.7f, 0.3f, 0.5f, 0.5f], [0, 9, 0, 9, 5, 5, 0, 8], most: 2);

    private void Write(string fault)
    {
        LexicalTable good = Good();
        (long[] ends, int[] translations, float[] probabilities, long[] counts) = (good.Ends, good.Translations, good.Probabilities, good.Counts);
        switch (fault)
        {
            case "ends-too-many": ends = [.. ends, 4]; break;
            case "ends-fall": ends[5] = 1; break;
            case "ends-short": ends[6] = 3; break;
            case "ends-beyond": ends[6] = 5; break;
            case "special": translations[1] = 2; break;
            case "beyond": translations[1] = 8; break;
            case "twice": translations[1] = 5; break;
            case "rising": probabilities[1] = 0.8f; break;
            case "zero": probabilities[1] = 0f; break;
            case "nan": probabilities[2] = float.NaN; break;
            case "above": probabilities[0] = 1.5f; break;
            case "negative": counts[4] = -1; break;
        }

        LexicalTableFile.Write(File, new LexicalTable(ends, translations, probabilities, counts, fault == "more-than-most" ? 1 : 2), Source, Target);
        if (fault is "format" or "version" or "source" or "target" or "most")
        {
            using var file = SafetensorsFile.Open(File);
            Dictionary<string, string> notes = new(file.Metadata)
            {
                [fault] = fault == "most" ? "-1" : fault == "version" ? 2.ToString(CultureInfo.InvariantCulture) : "other",
            };
            SafetensorsFile.Save(
                File,
                [StoredTensor.Array("translations", translations), StoredTensor.Array("probabilities", probabilities), StoredTensor.Array("ends", ends), StoredTensor.Array("counts", counts)],
                notes);
        }
    }
}
