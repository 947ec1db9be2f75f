namespace Dragoman.Parsing;

/// <summary>Which leaves of a linearised tree keep their part-of-speech tag; the others are written <c>XX</c>.</summary>
public enum LeafTags
{
    /// <summary>None: every leaf is <c>XX</c>, as Vinyals et al. do it. Such a line does not show where punctuation is.</summary>
    None,

    /// <summary>The tags of punctuation that EVALB leaves out of the score: <c>, : . `` ''</c>.</summary>
    Punctuation,

    /// <summary>All, so that the parser is a tagger too.</summary>
    All,
}
