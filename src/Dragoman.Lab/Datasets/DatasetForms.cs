using Dragoman.Data;

namespace Dragoman.Lab.Datasets;

/// <summary>Reads the pairs of a data set in its form.</summary>
internal static class DatasetForms
{
    /// <summary>The pairs.</summary>
    /// <param name="form">How the files hold them.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="CorpusFormatException">A file is not as the form says.</exception>
    internal static IEnumerable<SentencePair> Read(DatasetForm form, IReadOnlyList<FetchedFile> files) => form switch
    {
        DatasetForm.TabSeparated => ReadColumns(files[0]),
        DatasetForm.LineAligned => new ParallelCorpus(files[0].Path, files[1].Path).ReadLines(),
        DatasetForm.Pronunciations => Pronunciations.Read(files[0], withStress: false),
        DatasetForm.StressedPronunciations => Pronunciations.Read(files[0], withStress: true),
        DatasetForm.Inflections => Inflections.Read(files[0]),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "There is no such form."),
    };

    private static IEnumerable<SentencePair> ReadColumns(FetchedFile file)
    {
        foreach ((string line, long number) in file.ReadLines())
        {
            yield return line.Split('\t') is [var source, var target, ..]
                ? new SentencePair(source, target)
                : throw file.Unexpected(number, "source, TAB, target");
        }
    }
}
