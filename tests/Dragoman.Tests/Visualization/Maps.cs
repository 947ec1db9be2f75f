using Dragoman.Alignments;

namespace Dragoman.Tests.Visualization;

/// <summary>Small maps that several tests draw.</summary>
internal static class Maps
{
    public static AttentionMap House => new(["the", "house", "."], ["la", "maison"], [0.9f, 0.1f, 0f, 0.05f, 0.7f, 0.25f]);

    /// <summary>Rows of falling weights, each shifted by one.</summary>
    public static AttentionMap Diagonal(IReadOnlyList<string> source, IReadOnlyList<string> target)
    {
        IEnumerable<float> weights = Enumerable.Range(0, target.Count)
            .SelectMany(row => Enumerable.Range(0, source.Count).Select(column => 1f / (1 + Math.Abs(row - column))));
        return new AttentionMap(source, target, weights.ToArray());
    }
}
