namespace Dragoman.Metrics;

/// <summary>The metrics that can be chosen by name.</summary>
public enum MetricKind
{
    /// <summary><c>bleu</c>: corpus BLEU as sacreBLEU computes it, with mteval-13a tokenisation.</summary>
    Bleu,

    /// <summary><c>chrf</c>: character n-gram F-score, chrF2.</summary>
    ChrF,

    /// <summary><c>chrf++</c>: chrF2 with word unigrams and bigrams.</summary>
    ChrFPlusPlus,

    /// <summary><c>wer</c>: word error rate; over phonemes, the phone error rate.</summary>
    WordErrorRate,

    /// <summary><c>accuracy</c>: share of lines that are wholly right.</summary>
    Accuracy,

    /// <summary><c>bracketing</c>: labelled bracketing F1 of linearised trees, as EVALB computes it.</summary>
    Bracketing,

    /// <summary><c>sequence-bleu</c>: BLEU for short sequences, as Dive into Deep Learning defines it, mean over the lines.</summary>
    SequenceBleu,

    /// <summary><c>ter</c>: translation edit rate as sacreBLEU computes it, without regard to case.</summary>
    TranslationEditRate,
}
