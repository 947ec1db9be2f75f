using System.Numerics.Tensors;
using Dragoman.Text;

namespace Dragoman.Alignments;

/// <summary>Links between the words of two sentences, read off attention weights. The end tokens stand in none.</summary>
public static class HardAlignment
{
    /// <summary>
    /// Links each target word to the source token with the largest weight, the first of equals; a word that looks at the source's end token
    /// most, or at nothing, has no link.
    /// </summary>
    /// <param name="map">The weights.</param>
    /// <returns>At most one link per target word, in the order of the target; a source word may have many.</returns>
    /// <remarks>Luong et al. 2015 (arXiv:1508.04025), section 5.4.</remarks>
    public static IReadOnlyList<AlignmentLink> Of(AttentionMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        int sourceWords = WordCount(map.Source);
        var links = new List<AlignmentLink>();
        for (int target = 0; target < WordCount(map.Target); target++)
        {
            int source = TensorPrimitives.IndexOfMax(map.Row(target));
            if (source < sourceWords && map[target, source] > 0f)
            {
                links.Add(new AlignmentLink(source, target));
            }
        }

        return links;
    }

    /// <summary>The links of <see cref="Of"/>, of which each source word keeps the one with the largest weight, the first of equals.</summary>
    /// <param name="map">The weights.</param>
    /// <returns>At most one link per word on either side, in the order of the target.</returns>
    public static IReadOnlyList<AlignmentLink> OneToOne(AttentionMap map) =>
        [.. Of(map).GroupBy(link => link.Source).Select(links => links.MaxBy(link => map[link.Target, link.Source])).OrderBy(link => link.Target)];

    /// <summary>The links of <see cref="Of"/> or <see cref="OneToOne"/>; none for a pair that could not be aligned.</summary>
    /// <param name="map">The weights, or null.</param>
    /// <param name="isOneToOne">Whether a source word keeps only its heaviest link.</param>
    public static IReadOnlyList<AlignmentLink> Links(AttentionMap? map, bool isOneToOne) => map switch
    {
        null => [],
        _ when isOneToOne => OneToOne(map),
        _ => Of(map),
    };

    /// <summary>The numbers of source and target words: the tokens of a map without the end tokens.</summary>
    /// <param name="map">The weights; null, as of a pair that could not be aligned, has no words.</param>
    public static (int Source, int Target) WordCounts(AttentionMap? map) => map is null ? (0, 0) : (WordCount(map.Source), WordCount(map.Target));

    /// <summary>The number of tokens before the end token, which is there unless the sentence was cut.</summary>
    internal static int WordCount(IReadOnlyList<string> tokens) =>
        tokens.Count > 0 && tokens[^1] == Vocabulary.EosToken ? tokens.Count - 1 : tokens.Count;
}

/// <summary>A source token and a target token that belong together.</summary>
/// <param name="Source">Index of the source token, from 0.</param>
/// <param name="Target">Index of the target token, from 0.</param>
public readonly record struct AlignmentLink(int Source, int Target)
{
    /// <summary>The link as Pharaoh wrote it, such as <c>0-3</c>.</summary>
    public override string ToString() => Pharaoh.Format(this, '-');
}
