using Dragoman.Parsing;

namespace Dragoman.Samples.Tutorial;

/// <summary>Trees of a toy grammar: a phrase with "of" belongs to the noun before it, one with "with" to the verb.</summary>
/// <param name="seed">The same seed gives the same trees.</param>
internal sealed class ToyTrees(int seed)
{
    private const int MostClauses = 2;

    private readonly Random _random = new(seed);

    /// <summary>Trees over different sentences.</summary>
    internal IEnumerable<PennTree> Draw(int count) =>
        Enumerable.Repeat(0, int.MaxValue).Select(_ => Sentence()).DistinctBy(tree => tree.ToString()).Take(count);

    private PennTree Sentence() => Node("S", [.. Clause(MostClauses).Children, PennTree.Leaf(".", ".")]);

    private PennTree Clause(int depth) => Node("S", NounPhrase(ofs: 1), VerbPhrase(depth));

    private PennTree VerbPhrase(int depth) => _random.Next(4) switch
    {
        0 when depth > 0 => Node("VP", Leaf("VBZ", "says thinks knows"), Node("SBAR", Leaf("IN", "that"), Clause(depth - 1))),
        1 => Node("VP", Leaf("VBZ", "sleeps waits works")),
        2 => Node("VP", Verb(), NounPhrase(ofs: 1), Node("PP", Leaf("IN", "with"), NounPhrase(ofs: 1))),
        _ => Node("VP", Verb(), NounPhrase(ofs: 2)),
    };

    private PennTree NounPhrase(int ofs)
    {
        PennTree noun = _random.Next(3) == 0 ? Node("NP", Determiner(), Leaf("JJ", "old red small new"), Noun()) : Node("NP", Determiner(), Noun());
        return ofs > 0 && _random.Next(3) == 0 ? Node("NP", noun, Node("PP", Leaf("IN", "of"), NounPhrase(ofs - 1))) : noun;
    }

    private PennTree Verb() => Leaf("VBZ", "sees paints opens cleans");

    private PennTree Determiner() => Leaf("DT", "the a this");

    private PennTree Noun() => Leaf("NN", "man woman dog house door key brush king");

    private PennTree Leaf(string tag, string words)
    {
        string[] choices = words.Split(' ');
        return PennTree.Leaf(tag, choices[_random.Next(choices.Length)]);
    }

    private static PennTree Node(string label, params PennTree[] children) => PennTree.Constituent(label, children);
}
