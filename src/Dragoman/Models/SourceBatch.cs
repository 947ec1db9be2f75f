using Dragoman.Numerics.Layout;

namespace Dragoman.Models;

/// <summary>Source sentences laid out for the encoder (step by step, by falling length) and for attention (sentence by sentence).</summary>
/// <remarks>The memory is kept from batch to batch.</remarks>
public sealed class SourceBatch
{
    private readonly List<int> _flat = [];
    private long[] _order = [];
    private int[] _lengths = [];
    private int[] _tokens = [];
    private int[] _sentenceOrder = [];
    private int[] _firstRows = [];
    private int[] _lastRows = [];

    /// <summary>Where the encoder's steps lie.</summary>
    public StepLayout Steps { get; } = new();

    /// <summary>Which rows belong to each sentence once the states are in sentence order.</summary>
    public RaggedLayout Sentences { get; } = new();

    /// <summary>Number of sentences.</summary>
    public int Count => Sentences.Count;

    /// <summary>[Σ source_time] Token ids, step by step.</summary>
    public ReadOnlyMemory<int> Tokens => _tokens.AsMemory(0, Steps.TotalRows);

    /// <summary>[Σ source_time] For each row in sentence order, the row in step order.</summary>
    public ReadOnlyMemory<int> SentenceOrder => _sentenceOrder.AsMemory(0, Steps.TotalRows);

    /// <summary>[batch] Row, in step order, of each sentence's first token.</summary>
    public ReadOnlyMemory<int> FirstRows => _firstRows.AsMemory(0, Count);

    /// <summary>[batch] Row, in step order, of each sentence's last token.</summary>
    public ReadOnlyMemory<int> LastRows => _lastRows.AsMemory(0, Count);

    /// <summary>Lays out sentences in place of those before.</summary>
    /// <param name="sentences">[batch][source_time] Their token ids, at least one each, in the decoder's order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A sentence is empty.</exception>
    public void Load(IEnumerable<int[]> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        Clear();
        foreach (int[] sentence in sentences)
        {
            Add(sentence);
        }

        Build();
    }

    /// <summary>Forgets all sentences.</summary>
    internal void Clear()
    {
        _flat.Clear();
        Sentences.Clear();
    }

    /// <summary>Adds a sentence.</summary>
    /// <param name="tokens">[source_time] Its token ids, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sentence is empty.</exception>
    internal void Add(ReadOnlySpan<int> tokens)
    {
        Sentences.Add(_flat.Count, tokens.Length);
        foreach (int token in tokens)
        {
            _flat.Add(token);
        }
    }

    /// <summary>Lays out the sentences added.</summary>
    internal void Build()
    {
        int count = Count;
        Reserve(count, _flat.Count);
        ReadOnlySpan<int> lengths = Sentences.Lengths;
        for (int i = 0; i < count; i++)
        {
            _order[i] = ((long)(int.MaxValue - lengths[i]) << 32) | (uint)i;
        }

        _order.AsSpan(0, count).Sort();
        for (int rank = 0; rank < count; rank++)
        {
            _lengths[rank] = lengths[(int)_order[rank]];
        }

        Steps.Set(_lengths.AsSpan(0, count));
        for (int rank = 0; rank < count; rank++)
        {
            Place((int)_order[rank], rank);
        }
    }

    private void Place(int sentence, int rank)
    {
        int start = Sentences.Starts[sentence];
        int length = Sentences.Lengths[sentence];
        for (int step = 0; step < length; step++)
        {
            int row = Steps.Offset(step) + rank;
            _tokens[row] = _flat[start + step];
            _sentenceOrder[start + step] = row;
        }

        _firstRows[sentence] = rank;
        _lastRows[sentence] = Steps.Offset(length - 1) + rank;
    }

    private void Reserve(int sentences, int tokens)
    {
        if (_order.Length < sentences)
        {
            _order = new long[sentences];
            _lengths = new int[sentences];
            _firstRows = new int[sentences];
            _lastRows = new int[sentences];
        }

        if (_tokens.Length < tokens)
        {
            _tokens = new int[2 * tokens];
            _sentenceOrder = new int[2 * tokens];
        }
    }
}
