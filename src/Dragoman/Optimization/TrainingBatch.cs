using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Layout;
using Dragoman.Text;

namespace Dragoman.Optimization;

/// <summary>The pairs of a batch, or every so-many-th of them, laid out for the model. The memory is kept from batch to batch.</summary>
internal sealed class TrainingBatch
{
    private readonly AlignmentBatch _links = new();

    /// <summary>The source sentences.</summary>
    internal SourceBatch Source { get; } = new();

    /// <summary>The target sentences.</summary>
    internal TargetBatch Target { get; } = new();

    /// <summary>For each target token, in the order of <see cref="Target"/>, the source tokens that it is aligned to.</summary>
    internal RowLinks Links => _links.Rows;

    /// <summary>Lays out pairs.</summary>
    /// <param name="pairs">The batch.</param>
    /// <param name="first">The first pair taken.</param>
    /// <param name="stride">How much further on the next one is, at least 1.</param>
    internal void Load(PairBatch pairs, int first = 0, int stride = 1)
    {
        Source.Clear();
        Target.Clear();
        _links.Clear();
        for (int i = first; i < pairs.Count; i += stride)
        {
            Source.Add(pairs.Source(i));
            Target.Add(pairs.Target(i));
            _links.Add(pairs.Links(i));
        }

        Source.Build();
        Target.Build(Vocabulary.BosId);
        _links.Build(Target.Steps);
    }
}
