namespace Dragoman.Inspector;

/// <summary>An explanation for a self-contained file.</summary>
/// <param name="Title">What the page calls it where one is chosen.</param>
/// <param name="Explanation">The explanation as JSON, of the format <c>dragoman-explanation</c>.</param>
public sealed record RecordedTrace(string Title, string Explanation);
