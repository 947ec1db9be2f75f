using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary>An optimizer's memories as named tensors of a checkpoint: a matrix for each memory of each parameter.</summary>
internal static class StoredMemories
{
    /// <summary>The names of all of them.</summary>
    /// <param name="optimizer">The optimizer.</param>
    internal static IEnumerable<string> Names(Optimizer optimizer) =>
        optimizer.MemoryNames.SelectMany(memory => optimizer.Parameters.Select(parameter => NameOf(memory, parameter)));

    /// <summary>All of them, to be written.</summary>
    /// <param name="optimizer">The optimizer.</param>
    internal static IEnumerable<StoredTensor> Of(Optimizer optimizer) => optimizer.MemoryNames.SelectMany((memory, i) =>
        optimizer.Parameters.Select(parameter => StoredTensor.Matrix(NameOf(memory, parameter), optimizer.Memories[i][parameter.Index])));

    /// <summary>Reads all of them.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="optimizer">Overwritten.</param>
    /// <exception cref="CheckpointException">One is missing, damaged, or of another shape.</exception>
    internal static void Read(SafetensorsFile file, Optimizer optimizer)
    {
        for (int i = 0; i < optimizer.MemoryNames.Count; i++)
        {
            foreach (Parameter parameter in optimizer.Parameters)
            {
                StoredFloats.Read(file, NameOf(optimizer.MemoryNames[i], parameter), optimizer.Memories[i][parameter.Index]);
            }
        }
    }

    private static string NameOf(string memory, Parameter parameter) => $"{memory}.{parameter.Name}";
}
