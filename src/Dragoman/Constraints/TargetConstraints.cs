using Dragoman.Decoding;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Constraints;

/// <summary>The constraints that a model's vocabulary allows, made when they are first asked for. Safe for many threads.</summary>
/// <param name="source">Reads source sentences.</param>
/// <param name="target">Reads and writes target sentences.</param>
internal sealed class TargetConstraints(TextModel source, TextModel target)
{
    private readonly Lazy<TreeConstraint> _trees = new(() => MakeTrees(source, target));

    /// <summary>What is wrong with a constraint for text that is cut in a way.</summary>
    /// <param name="kind">The constraint.</param>
    /// <param name="source">How source text is cut.</param>
    /// <param name="target">How target text is cut.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    internal static IEnumerable<string> Problems(TargetConstraint kind, TextOptions source, TextOptions target) => kind switch
    {
        TargetConstraint.Trees => new[] { (Side: "source", Options: source), (Side: "target", Options: target) }
            .Where(text => text.Options.Tokenizer != TokenizerKind.Word)
            .Select(text =>
                $"decoding.constraint is trees, but data.{text.Side}.tokenizer is {Name(text.Options.Tokenizer)}: a tree has a leaf for each word, and each bracket and leaf is a word. " +
                $"Set data.{text.Side}.tokenizer to word, or decoding.constraint to none."),
        _ => [],
    };

    /// <summary>The constraint of a kind; null for none.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ConfigurationException">The model cannot write what it demands.</exception>
    internal ITargetConstraint? Of(TargetConstraint kind) => kind == TargetConstraint.Trees ? _trees.Value : null;

    private static TreeConstraint MakeTrees(TextModel source, TextModel target)
    {
        ConfigurationException.ThrowIfAny(Problems(TargetConstraint.Trees, source.Options, target.Options));
        return TreeConstraint.TryCreate(target.Vocabulary) ?? throw new ConfigurationException(
            "decoding.constraint is trees, but the target vocabulary cannot write a tree: it must have a leaf, such as XX, and a bracket that opens and closes, such as (NP and )NP. " +
            "Train on pairs of `dragoman treebank pairs`, or set decoding.constraint to none.");
    }

    private static string Name(TokenizerKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
