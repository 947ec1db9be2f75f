using System.Buffers;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Text;

namespace Dragoman.Parsing;

/// <summary>Reads trees line by line; a tree may go over many lines, and each starts on a line of its own.</summary>
/// <param name="name">What messages call the text.</param>
internal sealed class PennTreeParser(string name)
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\v\f\r\n()");

    private readonly Stack<Bracket> _open = new();
    private long _firstLine;

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="lineNumber">Its number from 1.</param>
    /// <returns>The tree that ends on this line, or null.</returns>
    /// <exception cref="CorpusFormatException">The brackets are not those of a tree.</exception>
    internal PennTree? Read(string line, long lineNumber)
    {
        if (_open.Count > 0 && line.StartsWith('('))
        {
            throw Unclosed();
        }

        PennTree? tree = null;
        for (int at = 0; at < line.Length; at++)
        {
            char c = line[at];
            if (!Ends.Contains(c))
            {
                int length = line.AsSpan(at).IndexOfAny(Ends);
                string atom = length < 0 ? line[at..] : line.Substring(at, length);
                if (!WhiteSpace.IsBlank(atom))
                {
                    ThrowIfFinished(tree, line, at, lineNumber);
                    Add(atom, lineNumber);
                }

                at += atom.Length - 1;
            }
            else if (c == '(')
            {
                ThrowIfFinished(tree, line, at, lineNumber);
                Open(lineNumber);
            }
            else if (c == ')')
            {
                tree = _open.Count > 0 ? Close(lineNumber) : throw Error(lineNumber, "there is a closing bracket too many.");
            }
        }

        return tree;
    }

    /// <summary>Says that the text is over.</summary>
    /// <exception cref="CorpusFormatException">A tree is not finished.</exception>
    internal void End()
    {
        if (_open.Count > 0)
        {
            throw Unclosed();
        }
    }

    private void Open(long lineNumber)
    {
        if (_open.TryPeek(out Bracket? parent))
        {
            if (parent.Word is { } word)
            {
                throw Error(lineNumber, $"({Excerpt.Of(parent.Label!)} {Excerpt.Of(word)} … holds a word and a bracket; expected one word, or brackets only.");
            }
        }
        else
        {
            _firstLine = lineNumber;
        }

        _open.Push(new Bracket());
    }

    private void Add(string atom, long lineNumber)
    {
        if (!_open.TryPeek(out Bracket? bracket))
        {
            throw Error(lineNumber, $"expected a tree, which begins with a bracket, got \"{Excerpt.Of(atom)}\".");
        }

        if (bracket.Children.Count > 0)
        {
            string beginning = bracket.Label is { } label ? $"({Excerpt.Of(label)} …" : "the outermost bracket";
            throw Error(lineNumber, $"{beginning} holds a bracket and the word \"{Excerpt.Of(atom)}\"; expected one word, or brackets only.");
        }

        if (bracket.Label is null)
        {
            bracket.Label = atom;
        }
        else
        {
            bracket.Word = bracket.Word is null
                ? atom
                : throw Error(lineNumber, $"({Excerpt.Of(bracket.Label)} {Excerpt.Of(bracket.Word)} {Excerpt.Of(atom)} … holds more than one word.");
        }
    }

    /// <summary>Closes the innermost bracket.</summary>
    /// <returns>The tree if that was its last bracket, else null.</returns>
    private PennTree? Close(long lineNumber)
    {
        Bracket bracket = _open.Pop();
        PennTree node = bracket switch
        {
            { Word: { } word } => PennTree.Leaf(bracket.Label!, word),
            { Children.Count: 0, Label: null } => throw Error(lineNumber, "there is an empty bracket; expected a tree."),
            { Children.Count: 0 } => throw Error(lineNumber, $"({Excerpt.Of(bracket.Label!)}) is empty; expected a word or brackets after the label."),
            { Label: { } label } => PennTree.Constituent(label, bracket.Children),
            _ when _open.Count > 0 => throw Error(lineNumber, "a bracket inside the tree has no label; only the outermost may lack it."),
            { Children: [PennTree only] } => only,
            _ => PennTree.Constituent(PennTree.OuterLabel, bracket.Children),
        };
        if (!_open.TryPeek(out Bracket? parent))
        {
            return node;
        }

        parent.Children.Add(node);
        return null;
    }

    private void ThrowIfFinished(PennTree? tree, string line, int at, long lineNumber)
    {
        if (tree is not null)
        {
            throw Error(lineNumber, $"there is text after the tree: \"{Excerpt.Of(line.AsSpan(at))}\". Each tree must start on a line of its own.");
        }
    }

    private CorpusFormatException Unclosed() => Error(
        _firstLine,
        $"the tree that starts here lacks {Counted.Of(_open.Count, "closing bracket")}. "
        + "Further lines of a tree must be indented.");

    private CorpusFormatException Error(long lineNumber, string problem) => new(name, lineNumber, problem);

    /// <summary>A bracket that is still open.</summary>
    private sealed class Bracket
    {
        public string? Label { get; set; }

        public string? Word { get; set; }

        public List<PennTree> Children { get; } = [];
    }
}
