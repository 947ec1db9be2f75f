using System.Runtime.CompilerServices;
using Dragoman.Server.Errors;

namespace Dragoman.Server.Api;

/// <summary>Keeps the index of each loaded model open: opening reads it whole. An index goes with its model.</summary>
internal sealed class NeighbourIndexes
{
    private readonly ConditionalWeakTable<Translator, NeighbourIndex> _open = [];
    private readonly Lock _lock = new();

    /// <summary>The index of a model.</summary>
    /// <param name="translator">The model.</param>
    /// <param name="path">Where its index stands.</param>
    /// <exception cref="RequestException">It has none.</exception>
    /// <exception cref="Serialization.CheckpointException">It is damaged, or of other weights.</exception>
    internal NeighbourIndex Of(Translator translator, string path)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(translator, out NeighbourIndex? open))
            {
                return open;
            }

            if (!File.Exists(path))
            {
                throw new RequestException(
                    StatusCodes.Status404NotFound, "The model has no index of neighbours. Make it once: dragoman index --model DIR --data FILE");
            }

            NeighbourIndex index = NeighbourIndex.Open(path, translator);
            _open.Add(translator, index);
            return index;
        }
    }
}
