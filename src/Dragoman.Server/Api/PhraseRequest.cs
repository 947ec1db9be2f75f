namespace Dragoman.Server.Api;

/// <summary>What a translation must hold, and must not.</summary>
internal sealed record PhraseRequest
{
    /// <summary>Words or phrases that it must hold, in any order.</summary>
    public IReadOnlyList<string?>? Must { get; init; }

    /// <summary>Words or phrases that it must not hold.</summary>
    public IReadOnlyList<string?>? Not { get; init; }
}
