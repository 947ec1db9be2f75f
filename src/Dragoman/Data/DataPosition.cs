namespace Dragoman.Data;

/// <summary>The place of a batch in the endless sequence of batches.</summary>
/// <param name="Epoch">The pass over the corpus, from 0.</param>
/// <param name="Batch">The batch within the epoch, from 0.</param>
public readonly record struct DataPosition(long Epoch, long Batch);
