using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Layers;

/// <summary>A vector for every token of a vocabulary.</summary>
internal sealed class Embedding
{
    /// <summary>Makes the table.</summary>
    /// <param name="scope">Where its parameter is named <c>weight</c>.</param>
    /// <param name="vocabularySize">Number of tokens.</param>
    /// <param name="size">Width of a vector.</param>
    /// <param name="isFrozen">Whether training leaves the vectors as they are.</param>
    public Embedding(ParameterScope scope, int vocabularySize, int size, bool isFrozen = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Table = isFrozen ? scope.Constant("weight", vocabularySize, size) : scope.Table("weight", vocabularySize, size);
    }

    /// <summary>Looks vectors up in a matrix that the model also multiplies by.</summary>
    /// <param name="matrix">[vocab, embed]</param>
    public Embedding(Parameter matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Table = matrix;
    }

    /// <summary>The vectors: [vocab, embed].</summary>
    public Parameter Table { get; }

    /// <summary>Width of a vector.</summary>
    public int Size => Table.ColumnCount;

    /// <summary>Looks up tokens.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="tokens">[rows] Token ids; they must stay until the tape is reset.</param>
    /// <param name="dropout">Probability of zeroing an element during training, 0 ≤ p &lt; 1.</param>
    /// <param name="wordDropout">Probability of zeroing a whole vector during training, 0 ≤ p &lt; 1.</param>
    /// <param name="shared">Where the steps lie in the rows if they share their masks of elements; null if each has its own.</param>
    /// <returns>[rows, embed]</returns>
    public Variable Forward(Tape tape, ReadOnlyMemory<int> tokens, float dropout, float wordDropout = 0f, StepLayout? shared = null) =>
        DropoutOperation.Apply(tape, RowDropoutOperation.Apply(tape, EmbeddingLookup.Apply(tape, Table, tokens), wordDropout), dropout, shared);
}
