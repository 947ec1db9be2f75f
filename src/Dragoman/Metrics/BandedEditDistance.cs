namespace Dragoman.Metrics;

/// <summary>Levenshtein distance near the diagonal of the matrix, for many hypotheses of one length and a reference; owns scratch memory.</summary>
/// <remarks>
/// As in sacreBLEU a row of the matrix, one for each word of the hypothesis, has 25 cells on either side of the line from corner to corner, or
/// more where the lengths differ so much that rows would not overlap.
/// </remarks>
internal sealed class BandedEditDistance
{
    /// <summary>Cost of a cell outside the band: more than any distance, and far enough from overflow.</summary>
    public const int Outside = int.MaxValue / 2;

    private const int HalfWidth = 25;

    private Row[] _rows = [];
    private int[] _costs = []; // rows one after the other
    private int[] _movedCosts = [];
    private int[] _reference = [];
    private int _rowCount;

    /// <summary>Lays out the matrix.</summary>
    /// <param name="reference">[reference_time] Token numbers, at least one.</param>
    /// <param name="hypothesisLength">Words of the hypotheses to come.</param>
    public void Reset(ReadOnlySpan<int> reference, int hypothesisLength)
    {
        _reference = reference.ToArray();
        _rowCount = hypothesisLength + 1;
        Array.Resize(ref _rows, Math.Max(_rows.Length, _rowCount));
        double slope = hypothesisLength == 0 ? 1 : (double)reference.Length / hypothesisLength;
        int halfWidth = HalfWidth < slope / 2 ? (int)Math.Ceiling((slope / 2) + HalfWidth) : HalfWidth;
        _rows[0] = new Row(First: 0, End: reference.Length + 1, Offset: 0);
        for (int i = 1; i < _rowCount; i++)
        {
            int diagonal = (int)Math.Floor(i * slope);
            int first = Math.Max(0, diagonal - halfWidth);
            int end = i == hypothesisLength ? reference.Length + 1 : Math.Min(reference.Length + 1, diagonal + halfWidth);
            _rows[i] = new Row(first, end, _rows[i - 1].Offset + _rows[i - 1].Length);
        }

        int size = _rows[_rowCount - 1].Offset + _rows[_rowCount - 1].Length;
        if (_costs.Length < size)
        {
            (_costs, _movedCosts) = (new int[size], new int[size]);
        }

        for (int j = 0; j <= reference.Length; j++)
        {
            _costs[j] = j;
        }
    }

    /// <summary>The distance of a hypothesis, whose matrix is kept.</summary>
    /// <param name="hypothesis">[hypothesis_time] Token numbers.</param>
    public int Read(ReadOnlySpan<int> hypothesis)
    {
        for (int i = 1; i < _rowCount; i++)
        {
            Fill(i, hypothesis[i - 1], _costs, _costs);
        }

        return Last(_costs);
    }

    /// <summary>The distance of a hypothesis that begins as the one whose matrix is kept.</summary>
    /// <param name="hypothesis">[hypothesis_time] Token numbers.</param>
    /// <param name="shared">Words at the start that are the same.</param>
    public int ReadMoved(ReadOnlySpan<int> hypothesis, int shared)
    {
        for (int i = shared + 1; i < _rowCount; i++)
        {
            Fill(i, hypothesis[i - 1], i == shared + 1 ? _costs : _movedCosts, _movedCosts);
        }

        return Last(shared + 1 < _rowCount ? _movedCosts : _costs);
    }

    /// <summary>A cell of the matrix that is kept.</summary>
    /// <param name="i">Words of the hypothesis.</param>
    /// <param name="j">Words of the reference.</param>
    public int CostAt(int i, int j)
    {
        Row row = _rows[i];
        return j >= row.First && j < row.End ? _costs[row.Offset + j - row.First] : Outside;
    }

    private int Last(int[] costs) => costs[_rows[_rowCount - 1].Offset + _rows[_rowCount - 1].Length - 1];

    private void Fill(int i, int word, int[] aboveCosts, int[] costs)
    {
        (Row above, Row row) = (_rows[i - 1], _rows[i]);
        ReadOnlySpan<int> upper = aboveCosts.AsSpan(above.Offset, above.Length);
        Span<int> lower = costs.AsSpan(row.Offset, row.Length);
        int j = row.First;
        int left = Outside;
        int diagonal = j > above.First && j <= above.End ? upper[j - 1 - above.First] : Outside;
        if (j == 0)
        {
            diagonal = upper[0];
            left = lower[0] = diagonal + 1;
            j = 1;
        }

        for (; j < row.End; j++)
        {
            int up = j < above.End ? upper[j - above.First] : Outside;
            int substituted = word == _reference[j - 1] ? diagonal : diagonal + 1;
            left = lower[j - row.First] = Math.Min(Outside, Math.Min(substituted, Math.Min(up, left) + 1));
            diagonal = up;
        }
    }

    /// <summary>The cells of a row that are computed.</summary>
    private readonly record struct Row(int First, int End, int Offset)
    {
        public int Length => End - First;
    }
}
