using Dragoman.Numerics.Layout;

namespace Dragoman.Models;

/// <summary>Target sentences laid out step by step: what the decoder reads (shifted by one) and what it should predict.</summary>
/// <remarks>The memory is kept from batch to batch.</remarks>
internal sealed class TargetBatch
{
    private readonly List<int> _flat = [];
    private readonly List<int> _lengths = [];
    private int[] _inputs = [];
    private int[] _outputs = [];

    /// <summary>Where the decoder's steps lie.</summary>
    public StepLayout Steps { get; } = new();

    /// <summary>Number of tokens to predict.</summary>
    public int TokenCount => Steps.TotalRows;

    /// <summary>[Σ target_time] What the decoder reads, step by step: the start token, then the targets.</summary>
    public ReadOnlyMemory<int> Inputs => _inputs.AsMemory(0, TokenCount);

    /// <summary>[Σ target_time] What it should predict, step by step.</summary>
    public ReadOnlyMemory<int> Outputs => _outputs.AsMemory(0, TokenCount);

    /// <summary>Lays out sentences in place of those before.</summary>
    /// <param name="sentences">[batch][target_time] Their token ids with the end token, without the start token, by falling length.</param>
    /// <param name="startToken">The token that every sentence starts from.</param>
    /// <exception cref="ArgumentException">The lengths do not fall, or a sentence is empty.</exception>
    public void Load(IEnumerable<int[]> sentences, int startToken)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        Clear();
        foreach (int[] sentence in sentences)
        {
            Add(sentence);
        }

        Build(startToken);
    }

    /// <summary>Has the decoder read another token.</summary>
    /// <param name="row">Where it reads it: the row of <see cref="Inputs"/>.</param>
    /// <param name="token">The token.</param>
    internal void Exchange(int row, int token) => _inputs[row] = token;

    /// <summary>Forgets all sentences.</summary>
    internal void Clear()
    {
        _flat.Clear();
        _lengths.Clear();
    }

    /// <summary>Adds a sentence, no longer than the one before.</summary>
    /// <param name="tokens">[target_time] Its token ids with the end token, without the start token.</param>
    internal void Add(ReadOnlySpan<int> tokens)
    {
        _lengths.Add(tokens.Length);
        foreach (int token in tokens)
        {
            _flat.Add(token);
        }
    }

    /// <summary>Lays out the sentences added.</summary>
    /// <param name="startToken">The token that every sentence starts from.</param>
    /// <exception cref="ArgumentException">The lengths do not fall, or a sentence is empty.</exception>
    internal void Build(int startToken)
    {
        Steps.Set(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lengths));
        if (_inputs.Length < TokenCount)
        {
            _inputs = new int[2 * TokenCount];
            _outputs = new int[2 * TokenCount];
        }

        int start = 0;
        for (int sentence = 0; sentence < _lengths.Count; sentence++)
        {
            for (int step = 0; step < _lengths[sentence]; step++)
            {
                int row = Steps.Offset(step) + sentence;
                _inputs[row] = step == 0 ? startToken : _flat[start + step - 1];
                _outputs[row] = _flat[start + step];
            }

            start += _lengths[sentence];
        }
    }
}
