namespace Dragoman.Parsing;

/// <summary>A constituent as EVALB sees it.</summary>
/// <param name="Start">Index of its first word, punctuation not counted.</param>
/// <param name="End">Index after its last word.</param>
/// <param name="Label">Its label without function tags.</param>
internal readonly record struct BracketSpan(int Start, int End, string Label);
