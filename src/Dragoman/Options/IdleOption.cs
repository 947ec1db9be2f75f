namespace Dragoman.Options;

/// <summary>An option that changes nothing beside the others, and why.</summary>
/// <param name="Path">Its path, such as <c>model.maxoutUnits</c>.</param>
/// <param name="Reason">Why, as the end of a sentence, such as <c>model.readout is state</c>.</param>
public readonly record struct IdleOption(string Path, string Reason);
