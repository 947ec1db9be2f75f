using Dragoman.Decoding;
using Dragoman.Parsing;
using Dragoman.Text;

namespace Dragoman.Constraints;

/// <summary>Keeps translations to linearised trees with a leaf for each source word, such as <c>(S (NP XX )NP (VP XX )VP )S</c>.</summary>
/// <remarks>What the tokens of the vocabulary are is read once; a step adds one row of zeros and −∞. The rules are in <c>docs/concepts/parsing.md</c>.</remarks>
internal sealed class TreeConstraint : ITargetConstraint
{
    /// <summary>Most opening brackets without a leaf between, so that a tree ends; trees of treebanks have up to 8.</summary>
    internal const int MostOpenings = 10;

    private readonly LinearTokenKind[] _kinds; // [vocab]
    private readonly int[] _closings; // [vocab] of an opening bracket
    private readonly float[][] _masks; // [opening, leaf][vocab]

    private TreeConstraint(LinearTokenKind[] kinds, int[] closings)
    {
        (_kinds, _closings) = (kinds, closings);
        _masks =
        [
            .. Enumerable.Range(0, 4).Select(allowed => kinds
                .Select(kind => (kind == LinearTokenKind.Open && (allowed & 1) > 0) || (kind == LinearTokenKind.Leaf && (allowed & 2) > 0) ? 0f : float.NegativeInfinity)
                .ToArray()),
        ];
    }

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="vocabulary">The target vocabulary; a bracket whose partner it lacks is never written.</param>
    /// <returns>Null if no tree of several words can be written with it.</returns>
    internal static TreeConstraint? TryCreate(Vocabulary vocabulary)
    {
        var kinds = new LinearTokenKind[vocabulary.Count];
        int[] closings = new int[vocabulary.Count];
        for (int token = 0; token < kinds.Length; token++)
        {
            LinearToken read = LinearToken.Read(vocabulary.TokenOf(token));
            kinds[token] = token < Vocabulary.SpecialCount ? LinearTokenKind.Unreadable : read.Kind;
            if (kinds[token] == LinearTokenKind.Open)
            {
                closings[token] = vocabulary.IdOf(")" + read.Label);
                kinds[token] = closings[token] == Vocabulary.UnkId ? LinearTokenKind.Unreadable : LinearTokenKind.Open;
            }
        }

        return kinds.Contains(LinearTokenKind.Open) && kinds.Contains(LinearTokenKind.Leaf) ? new TreeConstraint(kinds, closings) : null;
    }

    /// <inheritdoc/>
    public ITargetState Begin(int sourceWords, int maximumLength) => TreeState.Begin(this, sourceWords, maximumLength);

    /// <inheritdoc/>
    public IEnumerable<int> Tokens => Enumerable.Range(0, _kinds.Length).Where(token => _kinds[token] != LinearTokenKind.Unreadable);

    /// <summary>What a token is; a bracket that is never written is unreadable.</summary>
    /// <param name="token">The token.</param>
    internal LinearTokenKind KindOf(int token) => _kinds[token];

    /// <summary>The bracket that closes what an opening bracket opens.</summary>
    /// <param name="opening">The opening bracket.</param>
    internal int ClosingOf(int opening) => _closings[opening];

    /// <summary>[vocab] 0 for what may be written, −∞ for all else.</summary>
    /// <param name="openings">Whether opening brackets may.</param>
    /// <param name="leaves">Whether leaves may.</param>
    internal ReadOnlySpan<float> Mask(bool openings, bool leaves) => _masks[(openings ? 1 : 0) + (leaves ? 2 : 0)];
}
