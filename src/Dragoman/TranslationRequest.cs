namespace Dragoman;

/// <summary>A sentence to translate, and what its translation must be.</summary>
/// <param name="Text">The sentence. A blank one has an empty translation, whatever is asked of it.</param>
public sealed record TranslationRequest(string Text)
{
    /// <summary>
    /// Text that the translation must begin with, in whole words; empty for none. It may be longer than the longest translation that is asked for, and is then
    /// all of it.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// Words or phrases that the translation must hold, in any order; they may overlap. They need beam search, and room: their tokens one after the other must
    /// not be more than the longest translation has.
    /// </summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Words or phrases that the translation must not hold.</summary>
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    /// <summary>Whether it says anything of the translation.</summary>
    internal bool IsGuided => Prefix.Length > 0 || Required.Count > 0 || Forbidden.Count > 0;
}
