using System.IO.Compression;
using Dragoman.Data;
using Dragoman.Lab.Datasets;

namespace Dragoman.Lab.Tests.Datasets;

public sealed class DatasetFormsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dragoman-lab-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(DatasetForm.Pronunciations, "Z AA R K OW")]
    [InlineData(DatasetForm.StressedPronunciations, "Z AA1 R K OW2")]
    public void Read_Dictionary_GivesWordsWithoutCommentsAndVariants(DatasetForm form, string phones)
    {
        FetchedFile file = Write(";;; a comment\nzarco(2) Z AA1 R K OW2 # place, us\n(2) T UW1\n");

        SentencePair[] pairs = [.. DatasetForms.Read(form, [file])];

        Assert.Equal(new SentencePair("zarco", phones), pairs[0]);
        Assert.Equal("(2)", pairs[1].Source); // no variant: there is no word before it
    }

    [Fact]
    public void Read_Inflections_AppendsFeaturesToTheLemma()
    {
        FetchedFile file = Write("ab zu\tpos=V,num={DU/PL}\tzu😀\n");

        SentencePair pair = Assert.Single(DatasetForms.Read(DatasetForm.Inflections, [file]));

        Assert.Equal(new SentencePair("a b ▁ z u pos=V num={DU/PL}", "zu😀"), pair);
    }

    [Fact]
    public void Read_ZipArchive_TakesTheFirstTwoColumnsOfItsEntry()
    {
        string path = Path.Combine(_folder.FullName, "set.zip");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using StreamWriter writer = new(archive.CreateEntry("inner/pairs.txt").Open());
            writer.Write("Go.\tVa !\tCC-BY\n");
        }

        Assert.Equal(new SentencePair("Go.", "Va !"), Assert.Single(DatasetForms.Read(DatasetForm.TabSeparated, [new FetchedFile(path, "inner/pairs.txt")])));
        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => DatasetForms.Read(DatasetForm.TabSeparated, [new FetchedFile(path, "other")]).ToList());
        Assert.Contains("holds no file other", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatasetForm.TabSeparated, "source, TAB, target")]
    [InlineData(DatasetForm.Pronunciations, "a word and its phones")]
    [InlineData(DatasetForm.Inflections, "lemma, TAB, features, TAB, form")]
    public void Read_AnotherForm_SaysWhere(DatasetForm form, string expected)
    {
        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => DatasetForms.Read(form, [Write("nothing\n")]).ToList());

        Assert.Equal(1, error.LineNumber);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private FetchedFile Write(string text)
    {
        string path = Path.Combine(_folder.FullName, "raw");
        File.WriteAllText(path, text);
        return new FetchedFile(path);
    }
}
