using System.Runtime.CompilerServices;
using Dragoman.Server.Errors;

namespace Dragoman.Server.Api;

/// <summary>Keeps the index of each loaded model open: opening reads it whole. One that is built anew is opened anew.</summary>
internal sealed class NeighbourIndexes
{
    private readonly ConditionalWeakTable<Translator, OpenIndex> _open = [];
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
            FileInfo file = new(path);
            if (!file.Exists)
            {
                throw new RequestException(
                    StatusCodes.Status404NotFound, "The model has no index of neighbours. Make it once: dragoman index --model DIR --data FILE");
            }

            if (_open.TryGetValue(translator, out OpenIndex? open) && open.Written == file.LastWriteTimeUtc && open.Bytes == file.Length)
            {
                return open.Index;
            }

            NeighbourIndex index = NeighbourIndex.Open(path, translator);
            _open.AddOrUpdate(translator, new OpenIndex(index, file.LastWriteTimeUtc, file.Length)); // The old one closes when its last request lets go of it.
            return index;
        }
    }

    private sealed record OpenIndex(NeighbourIndex Index, DateTime Written, long Bytes);
}
