namespace Dragoman.Metrics;

/// <summary>The way through an edit matrix: which words are wrong, and where each reference word would stand; owns scratch memory.</summary>
internal sealed class EditPath
{
    private int[] _positions = []; // [reference_time]
    private bool[] _wrongReference = [];
    private bool[] _wrongHypothesis = [];

    /// <summary>Follows the cheapest way back from the last cell; in a tie a word is kept or replaced, else deleted, else inserted.</summary>
    /// <param name="distance">Has read the hypothesis.</param>
    /// <param name="hypothesis">[hypothesis_time] Token numbers.</param>
    /// <param name="reference">[reference_time] Token numbers.</param>
    public void Trace(BandedEditDistance distance, ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
    {
        if (_positions.Length < reference.Length)
        {
            (_positions, _wrongReference) = (new int[reference.Length], new bool[reference.Length]);
        }

        if (_wrongHypothesis.Length < hypothesis.Length)
        {
            _wrongHypothesis = new bool[hypothesis.Length];
        }

        (int i, int j) = (hypothesis.Length, reference.Length);
        while (i > 0 || j > 0)
        {
            int cost = distance.CostAt(i, j);
            bool isSame = i > 0 && j > 0 && hypothesis[i - 1] == reference[j - 1];
            if (i > 0 && j > 0 && distance.CostAt(i - 1, j - 1) + (isSame ? 0 : 1) == cost)
            {
                (i, j) = (i - 1, j - 1);
                (_positions[j], _wrongReference[j], _wrongHypothesis[i]) = (i, !isSame, !isSame);
            }
            else if (i > 0 && distance.CostAt(i - 1, j) + 1 == cost)
            {
                i--;
                _wrongHypothesis[i] = true;
            }
            else
            {
                j--;
                (_positions[j], _wrongReference[j]) = (i - 1, true);
            }
        }
    }

    /// <summary>Where a reference word stands in the hypothesis; if it is missing, the word before it, −1 at the start.</summary>
    /// <param name="position">The reference word.</param>
    public int HypothesisPositionOf(int position) => _positions[position];

    /// <summary>Whether a phrase is wrong where it stands and missing where it is wanted, and these are two places.</summary>
    /// <param name="from">Its first word in the hypothesis.</param>
    /// <param name="wanted">Its first word in the reference.</param>
    /// <param name="length">Its words.</param>
    public bool MayMove(int from, int wanted, int length) =>
        _wrongHypothesis.AsSpan(from, length).Contains(true)
        && _wrongReference.AsSpan(wanted, length).Contains(true)
        && (_positions[wanted] < from || _positions[wanted] >= from + length);
}
