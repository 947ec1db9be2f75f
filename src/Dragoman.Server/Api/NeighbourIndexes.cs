using System.Runtime.CompilerServices;
using Dragoman.Neighbours;
using Dragoman.Server.Errors;

namespace Dragoman.Server.Api;

/// <summary>Keeps the index of each loaded model open: opening reads it whole. One that is built anew is opened anew.</summary>
/// <param name="log">Is told of those that cannot be used.</param>
internal sealed partial class NeighbourIndexes(ILogger<NeighbourIndexes> log)
{
    private readonly ConditionalWeakTable<Translator, OpenIndex> _open = [];
    private readonly Lock _lock = new();

    /// <summary>Where a model was in a state most similar to another.</summary>
    /// <param name="translator">The model.</param>
    /// <param name="path">Where its index stands.</param>
    /// <param name="find">Searches the index.</param>
    /// <exception cref="RequestException">The model has no index, or a damaged one, or one of other weights.</exception>
    internal StateNeighbours Find(Translator translator, string path, Func<NeighbourIndex, StateNeighbours> find)
    {
        NeighbourIndex index = Of(translator, path) ?? throw Unusable();
        try
        {
            return find(index);
        }
        catch (IOException e)
        {
            LogUnusable(e.Message);
            throw Unusable();
        }
    }

    /// <summary>The index; null if it cannot be used, which is found out and logged once for each file.</summary>
    private NeighbourIndex? Of(Translator translator, string path)
    {
        lock (_lock)
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                throw new RequestException(
                    StatusCodes.Status404NotFound, "The model has no index of neighbours. Make it once: dragoman index --model DIR --data FILE");
            }

            if (!_open.TryGetValue(translator, out OpenIndex? open) || open.Written != file.LastWriteTimeUtc || open.Bytes != file.Length)
            {
                open = new OpenIndex(TryOpen(translator, path), file.LastWriteTimeUtc, file.Length);
                _open.AddOrUpdate(translator, open); // The old one closes when its last request lets go of it.
            }

            return open.Index;
        }
    }

    private NeighbourIndex? TryOpen(Translator translator, string path)
    {
        try
        {
            return NeighbourIndex.Open(path, translator);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnusable(e.Message);
            return null;
        }
    }

    private static RequestException Unusable() => new(
        StatusCodes.Status503ServiceUnavailable,
        "The model's index of neighbours cannot be used: it is damaged, or was built with other weights. Build it again: dragoman index --model DIR --data FILE");

    [LoggerMessage(1, LogLevel.Warning, "An index of neighbours cannot be used. {Problem}")]
    private partial void LogUnusable(string problem);

    private sealed record OpenIndex(NeighbourIndex? Index, DateTime Written, long Bytes);
}
