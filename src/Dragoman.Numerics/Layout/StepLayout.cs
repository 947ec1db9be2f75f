namespace Dragoman.Numerics.Layout;

/// <summary>
/// Where the tokens of a batch lie when they are stored step by step without padding: rows sorted by falling length, so that the sentences
/// still running at a step are a prefix of the batch.
/// </summary>
/// <remarks>Step t holds rows <see cref="Offset"/>(t) … of a matrix [<see cref="TotalRows"/>, …], one for each of its <see cref="ActiveRows"/>(t) sentences.</remarks>
public sealed class StepLayout
{
    private int[] _lengths = [];
    private int[] _offsets = [0];

    /// <summary>Number of sentences in the batch.</summary>
    public int BatchSize { get; private set; }

    /// <summary>Number of steps, the length of the longest sentence.</summary>
    public int StepCount { get; private set; }

    /// <summary>Number of tokens in all.</summary>
    public int TotalRows => _offsets[StepCount];

    /// <summary>Describes another batch; the memory is kept.</summary>
    /// <param name="lengths">[batch] Tokens of each sentence, at least 1, in falling order.</param>
    /// <exception cref="ArgumentException">A length is below 1 or above the one before it.</exception>
    public void Set(ReadOnlySpan<int> lengths)
    {
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 1 || (i > 0 && lengths[i] > lengths[i - 1]))
            {
                throw new ArgumentException($"Sentence {i} has length {lengths[i]}; lengths must be at least 1 and fall.", nameof(lengths));
            }
        }

        BatchSize = lengths.Length;
        StepCount = lengths.IsEmpty ? 0 : lengths[0];
        if (_lengths.Length < BatchSize)
        {
            _lengths = new int[BatchSize];
        }

        if (_offsets.Length < StepCount + 1)
        {
            _offsets = new int[Math.Max(StepCount + 1, 2 * _offsets.Length)];
        }

        lengths.CopyTo(_lengths);
        _offsets[0] = 0;
        int active = BatchSize;
        for (int step = 0; step < StepCount; step++)
        {
            while (lengths[active - 1] <= step)
            {
                active--;
            }

            _offsets[step + 1] = _offsets[step] + active;
        }
    }

    /// <summary>Tokens of one sentence.</summary>
    /// <param name="sentence">0 to <see cref="BatchSize"/> − 1.</param>
    public int Length(int sentence) => _lengths[sentence];

    /// <summary>First row of a step.</summary>
    /// <param name="step">0 to <see cref="StepCount"/>.</param>
    public int Offset(int step) => _offsets[step];

    /// <summary>Number of sentences that have a token at a step.</summary>
    /// <param name="step">0 to <see cref="StepCount"/> − 1.</param>
    public int ActiveRows(int step) => _offsets[step + 1] - _offsets[step];
}
