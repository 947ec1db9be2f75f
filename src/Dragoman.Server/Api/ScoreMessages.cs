namespace Dragoman.Server.Api;

/// <summary>Asks for the probability of given translations.</summary>
internal sealed record ScoreRequest
{
    /// <summary>A sentence, or several.</summary>
    public required OneOrMany Source { get; init; }

    /// <summary>Its translation, or as many.</summary>
    public required OneOrMany Target { get; init; }

    /// <summary>Name of the model; the default one if it is left out.</summary>
    public string? Model { get; init; }
}

/// <summary>The probabilities of all translations.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Scores">One for each pair, in their order.</param>
internal sealed record ScoreResponse(string Model, IReadOnlyList<PairScore> Scores);

/// <summary>The probability of a translation.</summary>
/// <param name="Source">The sentence.</param>
/// <param name="Target">Its translation.</param>
/// <param name="LogProbability">Natural logarithm of its probability; null if a side is blank.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="TokenLogProbabilities">Natural logarithm of the probability of each token and, last, of the end.</param>
/// <param name="UnknownSource">Places of source tokens that the model does not know, from 0.</param>
/// <param name="UnknownTarget">The same of target tokens.</param>
/// <param name="Truncated">Whether only a part of a side was read.</param>
internal sealed record PairScore(
    string Source,
    string Target,
    double? LogProbability,
    IReadOnlyList<string> Tokens,
    IReadOnlyList<double> TokenLogProbabilities,
    IReadOnlyList<int> UnknownSource,
    IReadOnlyList<int> UnknownTarget,
    bool Truncated)
{
    /// <summary>Describes a translation that was scored.</summary>
    internal static PairScore Of(Translation scored) => new(
        scored.Source,
        scored.Text,
        scored.Tokens.Count == 0 ? null : scored.LogProbability,
        scored.Tokens,
        scored.TokenLogProbabilities,
        scored.UnknownSource,
        scored.UnknownTarget,
        scored.IsCut);
}
