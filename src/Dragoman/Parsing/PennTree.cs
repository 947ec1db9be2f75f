using System.Buffers;
using System.Text;
using Dragoman.Data;
using Dragoman.Messages;

namespace Dragoman.Parsing;

/// <summary>A constituency tree as the Penn Treebank writes it; immutable.</summary>
/// <remarks>A leaf has a part-of-speech tag as its label, and a word; any other node has a label and at least one child.</remarks>
public sealed class PennTree
{
    /// <summary>Label of an outer bracket that joins several trees and means nothing by itself.</summary>
    public const string OuterLabel = "TOP";

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\n\v\f\r");
    private static readonly SearchValues<char> BlanksAndBrackets = SearchValues.Create(" \t\n\v\f\r()");

    private PennTree(string label, string? word, PennTree[] children)
    {
        Label = label;
        Word = word;
        Children = children;
    }

    /// <summary>The label of a constituent, such as <c>NP</c>, or the part-of-speech tag of a leaf.</summary>
    public string Label { get; }

    /// <summary>The word of a leaf; null for a constituent.</summary>
    public string? Word { get; }

    /// <summary>The parts of a constituent in order; empty for a leaf.</summary>
    public IReadOnlyList<PennTree> Children { get; }

    /// <summary>Whether this is a single word.</summary>
    public bool IsLeaf => Word is not null;

    /// <summary>Makes a leaf.</summary>
    /// <param name="tag">Its part of speech: not empty, without blanks and brackets.</param>
    /// <param name="word">
    /// The word: not empty, without blanks. It may hold brackets; <see cref="ToString"/> writes them as <c>-LRB-</c> and <c>-RRB-</c>.
    /// </param>
    /// <exception cref="ArgumentException">The tag or the word is not valid.</exception>
    public static PennTree Leaf(string tag, string word)
    {
        ThrowIfNotLabel(tag, nameof(tag));
        ArgumentException.ThrowIfNullOrEmpty(word);
        return word.AsSpan().ContainsAny(Blanks)
            ? throw new ArgumentException($"A word of a tree must not hold a blank, got \"{Excerpt.Of(word)}\".", nameof(word))
            : new PennTree(tag, word, []);
    }

    /// <summary>Makes a constituent.</summary>
    /// <param name="label">Its label: not empty, without blanks and brackets.</param>
    /// <param name="children">Its parts in order, at least one.</param>
    /// <exception cref="ArgumentException">The label is not valid, or there is no child.</exception>
    public static PennTree Constituent(string label, params IEnumerable<PennTree> children)
    {
        ThrowIfNotLabel(label, nameof(label));
        PennTree[] parts = [.. children];
        return parts.Length == 0
            ? throw new ArgumentException($"Constituent {label} must have at least one child.", nameof(children))
            : new PennTree(label, null, parts);
    }

    /// <summary>Reads one tree, with or without an outer unlabelled bracket.</summary>
    /// <param name="text">Such as <c>(S (NP (PRP I)) (VP (VBD slept)))</c>.</param>
    /// <exception cref="CorpusFormatException">The text is not exactly one tree; the message says why.</exception>
    public static PennTree Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        PennTreeParser parser = new("the tree");
        PennTree? tree = parser.Read(text, lineNumber: 1);
        parser.End();
        return tree ?? throw new CorpusFormatException("the tree", 1, "is empty; expected a bracketed tree, such as (NP (NN rain)).");
    }

    /// <summary>The leaves from left to right.</summary>
    public IEnumerable<PennTree> Leaves()
    {
        foreach ((PennTree node, bool isEntered) in Walk())
        {
            if (isEntered && node.IsLeaf)
            {
                yield return node;
            }
        }
    }

    /// <summary>The tree on one line, such as <c>(S (NP (PRP I)) (VP (VBD slept)))</c>, without an outer unlabelled bracket.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((PennTree node, bool isEntered) in Walk())
        {
            if (!isEntered)
            {
                text.Append(')');
                continue;
            }

            text.Append(text.Length == 0 ? "(" : " (").Append(node.Label);
            if (node.Word is { } word)
            {
                text.Append(' ').Append(Escape(word)).Append(')');
            }
        }

        return text.ToString();
    }

    /// <summary>All nodes depth-first: a leaf once, a constituent when it is entered and again when it is left.</summary>
    /// <remarks>Without recursion, so that no file and no model can nest too deep for it.</remarks>
    internal IEnumerable<(PennTree Node, bool IsEntered)> Walk()
    {
        Stack<(PennTree Node, bool IsEntered)> pending = new([(this, true)]);
        while (pending.TryPop(out (PennTree Node, bool IsEntered) next))
        {
            yield return next;
            if (next.IsEntered && !next.Node.IsLeaf)
            {
                pending.Push((next.Node, false));
                for (int i = next.Node.Children.Count - 1; i >= 0; i--)
                {
                    pending.Push((next.Node.Children[i], true));
                }
            }
        }
    }

    /// <summary>Whether a text may be a label.</summary>
    internal static bool IsLabel(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAny(BlanksAndBrackets);

    private static string Escape(string word) =>
        word.Replace("(", "-LRB-", StringComparison.Ordinal).Replace(")", "-RRB-", StringComparison.Ordinal);

    private static void ThrowIfNotLabel(string label, string parameter)
    {
        ArgumentNullException.ThrowIfNull(label, parameter);
        if (!IsLabel(label))
        {
            throw new ArgumentException($"A label must not be empty or hold a blank or a bracket, got \"{Excerpt.Of(label)}\".", parameter);
        }
    }
}
