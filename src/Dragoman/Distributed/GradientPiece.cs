using Dragoman.Numerics.Autodiff;

namespace Dragoman.Distributed;

/// <summary>Gradients that are exchanged at once: a run of numbers of the dense gradients, in the order of the model file.</summary>
internal sealed class GradientPiece
{
    private readonly List<Run> _runs = [];

    /// <summary>Number of numbers.</summary>
    internal int Length { get; private set; }

    /// <summary>The parameters that have numbers in it.</summary>
    internal IEnumerable<Parameter> Parameters => _runs.Select(run => run.Parameter);

    /// <summary>Cuts gradients into pieces, which depend on the model only.</summary>
    /// <param name="parameters">The parameters with dense gradients.</param>
    /// <param name="longest">Most numbers of a piece.</param>
    internal static GradientPiece[] Cut(IEnumerable<Parameter> parameters, int longest)
    {
        List<GradientPiece> pieces = [];
        GradientPiece last = new() { Length = longest };
        foreach (Parameter parameter in parameters)
        {
            int size = parameter.RowCount * parameter.ColumnCount;
            for (int start = 0, count; start < size; start += count)
            {
                if (last.Length == longest)
                {
                    pieces.Add(last = new());
                }

                count = Math.Min(size - start, longest - last.Length);
                last._runs.Add(new Run(parameter, start, count));
                last.Length += count;
            }
        }

        return [.. pieces];
    }

    /// <summary>The numbers where they are in the gradients of one worker; false if they are not in one place.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="numbers">[<see cref="Length"/>]</param>
    internal bool TryGetInPlace(GradientBuffer gradients, out Span<float> numbers)
    {
        numbers = _runs.Count == 1 ? _runs[0].Of(gradients) : [];
        return _runs.Count == 1;
    }

    /// <summary>Copies the numbers out of the gradients of one worker.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="numbers">[<see cref="Length"/>] Overwritten.</param>
    internal void CopyFrom(GradientBuffer gradients, Span<float> numbers)
    {
        foreach (Run run in _runs)
        {
            run.Of(gradients).CopyTo(numbers);
            numbers = numbers[run.Count..];
        }
    }

    /// <summary>Adds those of another worker.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="numbers">[<see cref="Length"/>] Added to.</param>
    internal void AddFrom(GradientBuffer gradients, Span<float> numbers)
    {
        foreach (Run run in _runs)
        {
            Span<float> sum = numbers[..run.Count];
            System.Numerics.Tensors.TensorPrimitives.Add(sum, run.Of(gradients), sum);
            numbers = numbers[run.Count..];
        }
    }

    /// <summary>Copies numbers into the gradients of one worker.</summary>
    /// <param name="numbers">[<see cref="Length"/>]</param>
    /// <param name="gradients">The gradients.</param>
    internal void CopyTo(ReadOnlySpan<float> numbers, GradientBuffer gradients)
    {
        foreach (Run run in _runs)
        {
            numbers[..run.Count].CopyTo(run.Of(gradients));
            numbers = numbers[run.Count..];
        }
    }

    private readonly record struct Run(Parameter Parameter, int Start, int Count)
    {
        internal Span<float> Of(GradientBuffer gradients) => gradients.Whole(Parameter).Span.Slice(Start, Count);
    }
}
