namespace Dragoman.Parsing;

/// <summary>Makes a tree of the sequence of tokens that a model has produced, whatever it is.</summary>
/// <remarks>
/// Where brackets are missing they are added at the start or the end, as Vinyals et al. 2014 (arXiv:1412.7449), section 3.2, do. The whole
/// set of rules is in <c>docs/concepts/parsing.md</c>.
/// </remarks>
public static class TreeDelinearizer
{
    /// <summary>Makes a tree over given words.</summary>
    /// <param name="line">Tokens with blanks between, such as <c>(S (NP XX )NP (VP XX )VP )S</c>.</param>
    /// <param name="words">[leaf] The words of the sentence, at least one.</param>
    /// <param name="tags">[leaf] Their part-of-speech tags; null to take what the line has, which may be <c>XX</c>.</param>
    /// <returns>A tree with exactly these words, and what had to be mended.</returns>
    /// <exception cref="ArgumentException">There is no word, or there are not as many tags as words.</exception>
    public static MendedTree Delinearize(string line, IReadOnlyList<string> words, IReadOnlyList<string>? tags = null) =>
        Delinearize(LinearToken.ReadLine(line), words, tags);

    /// <summary>Reads a line whose words are not known: each leaf becomes a word of its own name.</summary>
    /// <param name="line">Tokens with blanks between.</param>
    /// <returns>The tree, or null if the line is not the linearised form of one.</returns>
    public static PennTree? TryRead(string line)
    {
        LinearToken[] tokens = LinearToken.ReadLine(line);
        string[] leaves = [.. tokens.Where(token => token.Kind == LinearTokenKind.Leaf).Select(token => token.Label)];
        return leaves.Length > 0 && Delinearize(tokens, leaves, leaves) is { IsMended: false } read ? read.Tree : null;
    }

    private static MendedTree Delinearize(LinearToken[] tokens, IReadOnlyList<string> words, IReadOnlyList<string>? tags)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0)
        {
            throw new ArgumentException("A tree needs at least one word, got none.", nameof(words));
        }

        if (tags is not null && tags.Count != words.Count)
        {
            throw new ArgumentException($"There must be a tag for each of the {words.Count} words, got {tags.Count}.", nameof(tags));
        }

        return new TreeMender(tokens, words, tags).Mend();
    }
}
