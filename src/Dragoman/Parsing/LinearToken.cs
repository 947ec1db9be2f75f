using Dragoman.Text;

namespace Dragoman.Parsing;

/// <summary>One token of a linearised tree.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Label">Label of the bracket, or tag of the leaf.</param>
internal readonly record struct LinearToken(LinearTokenKind Kind, string Label)
{
    private static readonly WordTokenizer Tokenizer = new();

    /// <summary>Cuts a line at its blanks.</summary>
    internal static LinearToken[] ReadLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return [.. Tokenizer.Tokenize(line).Select(Read)];
    }

    /// <summary>Reads one token, which is not empty.</summary>
    internal static LinearToken Read(string token)
    {
        (LinearTokenKind kind, string label) = token[0] switch
        {
            '(' => (LinearTokenKind.Open, token[1..]),
            ')' => (LinearTokenKind.Close, token[1..]),
            _ => (LinearTokenKind.Leaf, token),
        };
        return new LinearToken(PennTree.IsLabel(label) && token != Vocabulary.UnkToken ? kind : LinearTokenKind.Unreadable, label);
    }
}

/// <summary>What a token of a linearised tree does.</summary>
internal enum LinearTokenKind
{
    /// <summary><c>(NP</c> opens a constituent.</summary>
    Open,

    /// <summary><c>)NP</c> closes it.</summary>
    Close,

    /// <summary><c>XX</c>, or a tag, stands for the next word.</summary>
    Leaf,

    /// <summary>A bracket without label, or the unknown token.</summary>
    Unreadable,
}
