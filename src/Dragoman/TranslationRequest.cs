namespace Dragoman;

/// <summary>A sentence to translate, and what its translation must be.</summary>
/// <param name="Text">The sentence.</param>
public sealed record TranslationRequest(string Text)
{
    /// <summary>
    /// Text that the translation must begin with, in whole words; empty for none. It may be longer than the longest translation that is asked for, and is then
    /// all of it.
    /// </summary>
    public string Prefix { get; init; } = "";
}
