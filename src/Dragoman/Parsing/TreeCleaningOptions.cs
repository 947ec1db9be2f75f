namespace Dragoman.Parsing;

/// <summary>What is taken out of treebank trees before a parser learns from them.</summary>
/// <param name="StripFunctionTags">Whether <c>NP-SBJ</c> becomes <c>NP</c>; <c>-LRB-</c> stays. Default: true.</param>
/// <param name="StripIndices">Whether the numbers of <c>NP-1</c> and <c>NP=2</c> go. Default: true.</param>
/// <param name="RemoveTraces">Whether <c>-NONE-</c> leaves go, and the constituents that are empty without them. Default: true.</param>
/// <param name="PeelRoot">Whether an outermost <c>TOP</c>, <c>ROOT</c> or <c>S1</c> around a single tree goes. Default: true.</param>
public sealed record TreeCleaningOptions(
    bool StripFunctionTags = true, bool StripIndices = true, bool RemoveTraces = true, bool PeelRoot = true);
