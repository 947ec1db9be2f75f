namespace Dragoman.Options;

/// <summary>An option that changes nothing beside the others, and why.</summary>
/// <param name="Path">Its path, such as <c>model.maxoutUnits</c>.</param>
/// <param name="Reason">Why, as the end of a sentence, such as <c>model.readout is state</c>.</param>
public readonly record struct IdleOption(string Path, string Reason)
{
    /// <summary>Options of one group that change nothing for one reason.</summary>
    /// <param name="holds">Whether the reason holds; otherwise there are none.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="path">Where the group stands, such as <c>model</c>.</param>
    /// <param name="names">Names of the options in it.</param>
    internal static IEnumerable<IdleOption> Because(bool holds, string reason, string path, params string[] names) =>
        holds ? names.Select(name => new IdleOption($"{path}.{name}", reason)) : [];
}
