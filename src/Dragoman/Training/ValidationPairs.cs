using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>The pairs that a training is validated on.</summary>
/// <param name="Pairs">The pairs as ids.</param>
/// <param name="References">The target sentences as translations are compared with them, whole and with words that the vocabulary does not have.</param>
/// <param name="Counts">What they consist of, and what is cut, left out or unknown.</param>
/// <param name="Fingerprint">Their checksum.</param>
internal sealed record ValidationPairs(EncodedPairs Pairs, IReadOnlyList<string> References, CorpusCounts Counts, string Fingerprint)
{
    /// <summary>Reads the pairs.</summary>
    /// <param name="corpus">Where they are.</param>
    /// <param name="encoder">Makes the ids.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    /// <param name="options">Lengths and ends.</param>
    /// <exception cref="CorpusFormatException">A file is missing or damaged.</exception>
    internal static ValidationPairs Read(ICorpus corpus, PairEncoder encoder, TextModel source, TextModel target, EncodingOptions options)
    {
        CorpusSurvey survey = new(source.Segmenter, target.Segmenter, options);
        List<EncodedPair> pairs = [];
        List<string> references = [];
        foreach (SentencePair pair in survey.Watch(corpus.ReadAll()))
        {
            if (encoder.Encode(pair) is { } encoded)
            {
                pairs.Add(encoded);
                references.Add(target.Segmenter.Cleaner.Normalizer.Normalize(pair.Target));
            }
        }

        EncodedPairs held = new(pairs);
        return new ValidationPairs(held, references, survey.CountsUnder(source.Vocabulary, target.Vocabulary), CorpusFingerprint.Of(held));
    }
}
