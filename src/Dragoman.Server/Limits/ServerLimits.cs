namespace Dragoman.Server.Limits;

/// <summary>What one request, and all together, may ask of the server.</summary>
public sealed record ServerLimits
{
    /// <summary>Largest request body in bytes.</summary>
    public int BodyBytes { get; init; } = 1 << 20;

    /// <summary>Most sentences of a request.</summary>
    public int Sentences { get; init; } = 256;

    /// <summary>Most characters of a sentence; a longer one is refused.</summary>
    public int Characters { get; init; } = 10_000;

    /// <summary>Most tokens that are read of a sentence, and longest translation that can be asked for; of a longer sentence so many are read.</summary>
    public int Tokens { get; init; } = 1_000;

    /// <summary>Widest beam, except that a model may be used with its own.</summary>
    public int Beam { get; init; } = 32;

    /// <summary>Longest time that a request may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most connections at the same time.</summary>
    public int Connections { get; init; } = 1_024;

    /// <summary>Time that running requests get to end when the server stops.</summary>
    public TimeSpan Shutdown { get; init; } = TimeSpan.FromSeconds(30);
}
