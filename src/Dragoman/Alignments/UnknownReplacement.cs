using System.Numerics.Tensors;
using Dragoman.Text;

namespace Dragoman.Alignments;

/// <summary>Finds words for the unknown-word tokens of a translation through its attention weights.</summary>
/// <remarks>
/// Luong et al. 2015 (arXiv:1410.8206), section 3, with the attention weights as alignment as in Jean et al. 2015 (arXiv:1412.2007):
/// a dictionary look-up of the aligned source word, or else the word itself, which suits names and numbers.
/// </remarks>
internal static class UnknownReplacement
{
    /// <summary>The target tokens, with each unknown-word token replaced whose step has looked at a source word.</summary>
    /// <param name="map">The weights; the source's end token is not looked at.</param>
    /// <param name="lexicon">Translations of source tokens; null or no entry: the source token is copied.</param>
    /// <returns>[target_time] One token for each of the map's.</returns>
    public static string[] Replace(AttentionMap map, BilingualLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        int sourceWords = HardAlignment.WordCount(map.Source);
        string[] tokens = [.. map.Target];
        for (int target = 0; target < tokens.Length; target++)
        {
            ReadOnlySpan<float> weights = map.Row(target)[..sourceWords];
            if (tokens[target] == Vocabulary.UnkToken && TensorPrimitives.IndexOfMax(weights) is >= 0 and int source && weights[source] > 0f)
            {
                string word = map.Source[source];
                tokens[target] = lexicon?.Find(word) ?? word;
            }
        }

        return tokens;
    }
}
