using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Optimization;

/// <summary>Keeps numbers that are not finite out of checkpoints.</summary>
internal static class FiniteState
{
    /// <summary>Throws when a weight or a memory of the optimizer is not finite.</summary>
    /// <param name="model">The model.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="update">Updates made.</param>
    /// <exception cref="TrainingDivergedException">One is not; the message names it.</exception>
    internal static void ThrowIfNot(Seq2SeqModel model, Optimizer optimizer, long update)
    {
        foreach (Parameter parameter in model.Parameters.All)
        {
            ThrowIfNot(parameter.Value, $"A weight of {parameter.Name}", update);
        }

        for (int memory = 0; memory < optimizer.MemoryNames.Count; memory++)
        {
            foreach (Parameter parameter in optimizer.Parameters)
            {
                ThrowIfNot(optimizer.Memories[memory][parameter.Index], $"A number of {optimizer.MemoryNames[memory]}.{parameter.Name}", update);
            }
        }
    }

    private static void ThrowIfNot(Matrix matrix, string name, long update)
    {
        if (Finite.IndexOfAnyExcept(matrix.Span) is var index && index >= 0)
        {
            throw TrainingDivergedException.At(update, FormattableString.Invariant($"{name} became {matrix.Span[index]}"));
        }
    }
}
