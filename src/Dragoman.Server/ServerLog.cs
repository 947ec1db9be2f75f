namespace Dragoman.Server;

/// <summary>What the server says of itself.</summary>
internal static partial class ServerLog
{
    /// <summary>Anybody can use the server.</summary>
    [LoggerMessage(1, LogLevel.Warning, "Everybody who can reach {Urls} can use this server: it has no API keys. Give it some, or listen at 127.0.0.1.")]
    internal static partial void LogOpenServer(this ILogger log, string urls);
}
