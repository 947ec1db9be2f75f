using System.Numerics.Tensors;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Distributed;

/// <summary>Adds up the gradients of tables, of which each rank sends only the rows that its pairs have touched.</summary>
/// <param name="ranks">The ranks.</param>
/// <param name="pieceBytes">Bytes that a call receives, about.</param>
internal sealed class TableExchange(RankGroup ranks, int pieceBytes)
{
    private readonly int[] _counts = new int[ranks.Count]; // rows of each rank
    private int[] _rows = [];
    private float[] _sent = [];
    private float[] _received = [];

    /// <summary>Replaces the gradient of this rank by the sum, added up in the order of the ranks.</summary>
    /// <param name="parameter">The table.</param>
    /// <param name="gradient">Its gradient.</param>
    internal void Sum(Parameter parameter, RowGradient gradient)
    {
        int columns = parameter.ColumnCount;
        ranks.AllGather([gradient.Count], _counts.AsSpan());
        int most = TensorPrimitives.Max(_counts);
        int together = Math.Max(1, pieceBytes / (sizeof(float) * columns * ranks.Count)); // rows of a call
        Reserve(ref _rows, most * (ranks.Count + 1));
        Reserve(ref _sent, Math.Min(most, together) * columns);
        Reserve(ref _received, LengthOf(parameter, most));
        SendRowNumbers(gradient, most);
        for (int first = 0; first < most; first += together)
        {
            int count = Math.Min(together, most - first);
            Span<float> sent = _sent.AsSpan(0, count * columns);
            int own = Math.Clamp(gradient.Count - first, 0, count);
            if (own > 0)
            {
                gradient.Values.RowRange(first, own).Span.CopyTo(sent);
            }

            ranks.AllGather(sent, _received.AsSpan(first * columns * ranks.Count, count * columns * ranks.Count));
        }

        gradient.Clear();
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            for (int slot = 0; slot < _counts[rank]; slot++)
            {
                int first = slot / together * together; // of the call that brought the row
                int count = Math.Min(together, most - first);
                int place = (first * ranks.Count) + (rank * count) + (slot - first);
                gradient.Add(_rows[most + (rank * most) + slot], _received.AsSpan(place * columns, columns));
            }
        }
    }

    /// <summary>Numbers that all ranks send together.</summary>
    private int LengthOf(Parameter parameter, int rows) => (long)rows * parameter.ColumnCount * ranks.Count is var length && length <= Array.MaxLength
        ? (int)length
        : throw new InvalidOperationException(FormattableString.Invariant(
            $"The {ranks.Count} ranks touch up to {rows:N0} rows of {parameter.Name} in an update, which are more numbers than can be exchanged. Make the batches smaller (data.batching), or train on fewer ranks."));

    private void SendRowNumbers(RowGradient gradient, int most)
    {
        Span<int> own = _rows.AsSpan(0, most);
        for (int slot = 0; slot < gradient.Count; slot++)
        {
            own[slot] = gradient.RowOf(slot);
        }

        ranks.AllGather(own, _rows.AsSpan(most, most * ranks.Count));
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateArray<T>(length + (length / 2), pinned: true);
        }
    }
}
