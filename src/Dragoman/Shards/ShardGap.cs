namespace Dragoman.Shards;

/// <summary>A part that is not there in whole.</summary>
/// <param name="Part">Which.</param>
/// <param name="Output">Path of its output; null if that is not known.</param>
/// <param name="Problem">What is the matter, as the end of a sentence.</param>
internal sealed record ShardGap(Shard Part, string? Output, string Problem);
