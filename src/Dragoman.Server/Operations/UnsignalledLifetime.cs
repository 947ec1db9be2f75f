namespace Dragoman.Server.Operations;

/// <summary>A server inside a program that listens to signals itself.</summary>
internal sealed class UnsignalledLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
