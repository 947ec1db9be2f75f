using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>What a new training learns of its pairs by reading them once.</summary>
/// <param name="Source">Source vocabulary.</param>
/// <param name="Target">Target vocabulary.</param>
/// <param name="Counts">What the corpus holds, and what is cut, left out or unknown.</param>
/// <param name="Fingerprint">The checksum of the pairs as text.</param>
internal sealed record TrainingCorpus(Vocabulary Source, Vocabulary Target, CorpusCounts Counts, string Fingerprint)
{
    /// <summary>Reads the pairs.</summary>
    /// <param name="corpus">The pairs.</param>
    /// <param name="options">How they become ids.</param>
    /// <exception cref="CorpusFormatException">A file is missing or damaged, or no pair can be used.</exception>
    /// <exception cref="ConfigurationException">A vocabulary would hold no word.</exception>
    internal static TrainingCorpus Read(ICorpus corpus, DataOptions options)
    {
        CorpusSurvey survey = new(options.Source, options.Target, options.Encoding);
        TextFingerprint fingerprint = new();
        foreach (SentencePair pair in survey.Watch(corpus.ReadAll()))
        {
            fingerprint.Add(pair);
        }

        (Vocabulary source, Vocabulary target) = survey.Learn(options.Vocabulary);
        CorpusCounts counts = survey.CountsUnder(source, target);
        CorpusNotes.ThrowIfUnusable(corpus, counts, options.Encoding);
        CorpusNotes.ThrowIfWordless(source, counts.Source, "source", options);
        CorpusNotes.ThrowIfWordless(target, counts.Target, "target", options);
        return new TrainingCorpus(source, target, counts, fingerprint.Text);
    }
}
