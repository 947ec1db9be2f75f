using Dragoman.Options;

namespace Dragoman.Text;

/// <summary>How words are cut into pieces by byte-pair encoding (Sennrich et al. 2016); of no effect with other tokenizers.</summary>
/// <param name="Merges">Merges to learn, 0 (characters) to 1,000,000. Default: 8000.</param>
/// <param name="MinimumFrequency">A pair that occurs less often is not merged, at least 1. Default: 2.</param>
/// <param name="Threshold">
/// A piece that occurs less often on its side is cut into smaller ones, at least 0; for merges learnt from both sides together, so that neither
/// side writes pieces that only the other knows. Default: 0, off.
/// </param>
/// <param name="Codes">Path of a file of merges in the form of subword-nmt, to apply instead of learning; empty learns them. Default: empty.</param>
/// <param name="Dropout">
/// Probability with which a merge is passed over while training cuts a word, anew in each epoch, so that the model sees a word in many pieces
/// (BPE-dropout, Provilkov et al. 2020), 0 ≤ p &lt; 1; what is translated is cut without. Default: 0, off.
/// </param>
public sealed record BytePairOptions(
    int Merges = 8000,
    int MinimumFrequency = 2,
    int Threshold = 0,
    string Codes = "",
    float Dropout = 0f)
{
    internal const int MostMerges = 1_000_000;

    /// <summary>Checks the options.</summary>
    /// <param name="path">Where they stand in the configuration, such as <c>data.source.bytePair</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Allowed.Between(path, "merges", Merges, 0, MostMerges),
        .. Allowed.AtLeast(path, "minimumFrequency", MinimumFrequency, 1),
        .. Allowed.AtLeast(path, "threshold", Threshold, 0),
        .. Allowed.BelowOne(path, "dropout", Dropout),
    ];
}
