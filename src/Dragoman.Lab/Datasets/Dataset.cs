using Dragoman.Lab.Downloads;

namespace Dragoman.Lab.Datasets;

/// <summary>A public data set: where it is, under which licence, and what becomes of it.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What it holds, in a line.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Licence">Under which terms it may be used, in a line.</param>
/// <param name="Form">How its files hold pairs.</param>
/// <param name="Parts">The files of pairs that are made of it.</param>
public sealed record Dataset(string Name, string Title, string Use, string Licence, DatasetForm Form, IReadOnlyList<DatasetPart> Parts)
{
    /// <summary>The files to fetch, each once.</summary>
    public IEnumerable<RemoteFile> Files => Parts.SelectMany(part => part.Files).Distinct();

    /// <summary>Bytes to fetch; null if that of a file is not known.</summary>
    public long? Bytes => Files.Aggregate((long?)0, (sum, file) => sum + file.Bytes);
}

/// <summary>A file of pairs that is made of a data set.</summary>
/// <param name="Output">Its name, such as <c>train.tsv</c>.</param>
/// <param name="Files">The files it is made of, in the order that the form wants.</param>
public sealed record DatasetPart(string Output, IReadOnlyList<RemoteFile> Files);

/// <summary>How the files of a data set hold pairs.</summary>
public enum DatasetForm
{
    /// <summary>A file of lines: source, TAB, target; further columns are left out.</summary>
    TabSeparated,

    /// <summary>Two files, line by line translations of each other.</summary>
    LineAligned,

    /// <summary>A pronouncing dictionary, whose stress is left out.</summary>
    Pronunciations,

    /// <summary>A pronouncing dictionary with stress.</summary>
    StressedPronunciations,

    /// <summary>A file of lines: lemma, TAB, features, TAB, inflected form.</summary>
    Inflections,
}
