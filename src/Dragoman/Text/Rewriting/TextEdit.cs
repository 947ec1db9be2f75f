namespace Dragoman.Text.Rewriting;

/// <summary>A part of a text, and what stands in its place afterwards.</summary>
/// <param name="Start">First character of the part.</param>
/// <param name="Length">Number of its characters, 0 to insert.</param>
/// <param name="Text">What stands there afterwards, empty to leave it out.</param>
internal readonly record struct TextEdit(int Start, int Length, string Text);
