using Dragoman.Numerics.Layout;

namespace Dragoman.Models;

/// <summary>The links of a batch of pairs laid out like its targets, step by step.</summary>
/// <remarks>The memory is kept from batch to batch: <see cref="Clear"/>, <see cref="Add"/> in the order of the targets, <see cref="Build"/>.</remarks>
internal sealed class AlignmentBatch
{
    private readonly List<(int Source, int Target)> _links = [];
    private readonly List<(int Next, int End)> _sentences = [];

    /// <summary>For each row of the targets, the source tokens that it is aligned to.</summary>
    public RowLinks Rows { get; } = new();

    /// <summary>Forgets all pairs.</summary>
    public void Clear()
    {
        _links.Clear();
        _sentences.Clear();
    }

    /// <summary>Adds the links of a pair.</summary>
    /// <param name="links">Source and target token of each link, from 0, by rising target token.</param>
    public void Add(ReadOnlySpan<(int Source, int Target)> links)
    {
        int start = _links.Count;
        foreach ((int Source, int Target) link in links)
        {
            _links.Add(link);
        }

        _sentences.Add((start, _links.Count));
    }

    /// <summary>Lays out the links added.</summary>
    /// <param name="steps">Where the steps of the targets lie.</param>
    public void Build(StepLayout steps)
    {
        Rows.Clear();
        for (int step = 0; step < steps.StepCount; step++)
        {
            for (int sentence = 0; sentence < steps.ActiveRows(step); sentence++)
            {
                (int next, int end) = _sentences[sentence];
                for (; next < end && _links[next].Target == step; next++)
                {
                    Rows.Add(_links[next].Source);
                }

                _sentences[sentence] = (next, end);
                Rows.EndRow();
            }
        }
    }
}
