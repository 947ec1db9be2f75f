using System.Numerics.Tensors;
using Dragoman.Numerics;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Neighbours;

/// <summary>The states of one kind, in a file, and the search for those nearest to another.</summary>
/// <remarks>
/// A pass in single precision over all of them leaves those that could be among the nearest, with a margin for its rounding; these are compared in
/// double precision. So the result is exactly that of comparing all in double precision, on every processor; of equal ones the earlier comes first.
/// </remarks>
internal sealed class StateTable : IDisposable
{
    /// <summary>Squares of the lengths between which single precision neither overflows nor loses digits; a model's states are far from both.</summary>
    private const double SmallestSquare = 1e-24;
    private const double LargestSquare = 1e24;

    private readonly MappedMatrix _states;
    private readonly StatePlace[] _places;
    private readonly float[] _inverseLengths;

    /// <summary>Takes over states.</summary>
    /// <param name="states">[count, width] The states; disposed with the table.</param>
    /// <param name="places">[count] Where they were read.</param>
    /// <exception cref="InvalidDataException">A state is not a number, or far from what a model's states are; the message is a sentence.</exception>
    internal StateTable(MappedMatrix states, StatePlace[] places)
    {
        (_states, _places) = (states, places);
        _inverseLengths = new float[states.Rows];
        states.Visit(0, states.Rows, (first, rows) =>
        {
            for (int row = 0; row < rows.Length / states.Columns; row++)
            {
                double square = Norms.SumOfSquares(rows.Slice(row * states.Columns, states.Columns));
                if (square is not (0 or >= SmallestSquare and <= LargestSquare))
                {
                    throw new InvalidDataException(FormattableString.Invariant($"state {first + row} is no state of a model: its length is {Math.Sqrt(square)}."));
                }

                _inverseLengths[first + row] = square > 0 ? (float)(1 / Math.Sqrt(square)) : 0f;
            }
        });
    }

    /// <summary>Number of states.</summary>
    internal int Count => _states.Rows;

    /// <summary>Width of a state.</summary>
    internal int Width => _states.Columns;

    /// <summary>The nearest states, the nearest first.</summary>
    /// <param name="state">[width] What they are to be near to.</param>
    /// <param name="count">Most that are wanted, at least 1.</param>
    internal IReadOnlyList<(StatePlace Place, double Similarity)> Find(ReadOnlySpan<float> state, int count)
    {
        float[] wanted = state.ToArray();
        float[] similarities = Scan(wanted);
        int[] best = new int[Math.Min(count, Count)];
        float[] values = new float[best.Length];
        TopK.Select(similarities, best, values);
        float bound = values[^1] - (2 * Margin);
        List<(int Row, double Similarity)> near = [];
        for (int row = 0; row < Count; row++)
        {
            if (similarities[row] >= bound)
            {
                _states.Visit(row, 1, (_, found) => near.Add((row, Cosine.Of(wanted, found))));
            }
        }

        return
        [
            .. near.OrderByDescending(found => found.Similarity).ThenBy(found => found.Row).Take(count).Select(found => (_places[found.Row], found.Similarity)),
        ];
    }

    public void Dispose() => _states.Dispose();

    /// <summary>Most that a cosine of the first pass can be off: a sum of <see cref="Width"/> products rounds as often, and what goes into it is rounded, too.</summary>
    private float Margin => (Width + 16) * 1.2e-7f;

    private float[] Scan(float[] wanted)
    {
        float[] similarities = new float[Count];
        double square = Norms.SumOfSquares(wanted);
        float[] direction = [.. wanted.Select(value => square > 0 ? (float)(value / Math.Sqrt(square)) : 0f)];
        _states.Visit(0, Count, (first, rows) =>
        {
            Span<float> part = similarities.AsSpan(first, rows.Length / Width);
            RowProducts.Dots(direction, rows, part);
            TensorPrimitives.Multiply(part, _inverseLengths.AsSpan(first, part.Length), part);
        });
        return similarities;
    }
}

/// <summary>Where a state was read.</summary>
/// <param name="Pair">Number of the sentence pair in the index.</param>
/// <param name="Position">Number of the token.</param>
internal readonly record struct StatePlace(int Pair, int Position);
