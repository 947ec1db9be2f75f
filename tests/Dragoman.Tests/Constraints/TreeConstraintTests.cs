using Dragoman.Constraints;
using Dragoman.Decoding;
using Dragoman.Parsing;
using Dragoman.Text;

namespace Dragoman.Tests.Constraints;

/// <summary>What may be written is held against what the reader of trees calls well-formed.</summary>
public sealed class TreeConstraintTests
{
    private static readonly Vocabulary Tokens = new(["(S", ")S", "(NP", ")NP", "XX", "."]);
    private static readonly TreeConstraint Constraint = TreeConstraint.TryCreate(Tokens)!;

    [Fact]
    public void After_AnyWalkThroughWhatMayBeWritten_EndsInATreeThatFits()
    {
        Random random = new(3);
        for (int walk = 0; walk < 4_000; walk++)
        {
            int words = 1 + random.Next(walk % 50 == 0 ? 60 : 9);
            int least = words > 1 ? words + 2 : 1;
            int maximum = random.Next(4) switch { 0 => least, 1 => least + random.Next(6), 2 => 3 * words, _ => 100 * words };
            maximum = Math.Max(maximum, least);
            double liking = random.NextDouble(); // of opening brackets
            ITargetState? state = Constraint.Begin(words, maximum);
            List<string> line = [];
            for (int? token = null; token != Vocabulary.EosId && line.Count < maximum; state = state!.After(token!.Value))
            {
                int[] allowed = Allowed(state!);
                int[] opening = [.. allowed.Where(id => Tokens.TokenOf(id)[0] == '(')];
                token = random.GetItems(opening.Length > 0 && random.NextDouble() < liking ? opening : allowed, 1)[0];
                line.AddRange(token == Vocabulary.EosId ? [] : [Tokens.TokenOf(token.Value)]);
                Assert.Equal(token == Vocabulary.EosId, state!.After(token.Value) is null);
            }

            AssertIsTree(line, words);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Begin_EveryTreeOfSixTokens_MayBeWrittenAndNothingElse(int words)
    {
        IEnumerable<string> all = [""];
        HashSet<string> wellFormed = [];
        for (int length = 1; length <= 6; length++)
        {
            all = [.. all.SelectMany(line => Tokens.Tokens.Skip(Vocabulary.SpecialCount).Select(token => $"{line} {token}"))];
            wellFormed.UnionWith(all.Where(line => IsTree(line, words)));
        }

        Assert.Equal(wellFormed.Order(StringComparer.Ordinal), Written(Constraint.Begin(words, maximumLength: 6), "", 6).Order(StringComparer.Ordinal));
        Assert.NotEmpty(wellFormed);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 1)]
    [InlineData(40, 41)]
    public void Begin_RoomForNoTree_WritesTheBeginningOfOne(int words, int maximum)
    {
        ITargetState state = Constraint.Begin(words, maximum);
        ITargetState free = Constraint.Begin(words, 10 * words);

        for (int length = 0; length < maximum; length++)
        {
            Assert.Equal(Allowed(free), Allowed(state));
            int token = Allowed(state)[^1];
            (state, free) = (state.After(token)!, free.After(token)!);
        }
    }

    [Fact]
    public void After_OpeningBracketsOnly_StopsAtTheLimit()
    {
        ITargetState state = Constraint.Begin(sourceWords: 3, maximumLength: 1000);
        for (int opening = 0; opening < TreeConstraint.MostOpenings; opening++)
        {
            Assert.Contains(Tokens.IdOf("(NP"), Allowed(state));
            state = state.After(Tokens.IdOf("(NP"))!;
        }

        Assert.Equal([Tokens.IdOf("XX"), Tokens.IdOf(".")], Allowed(state));
        Assert.Contains(Tokens.IdOf("(S"), Allowed(state.After(Tokens.IdOf("XX"))!));
    }

    [Fact]
    public void After_TokenThatMayNotBeWritten_ForbidsNothingFromThenOn()
    {
        ITargetState state = Constraint.Begin(sourceWords: 2, maximumLength: 20);
        int[] allowed = Allowed(state);
        Assert.All(Enumerable.Range(0, Tokens.Count), token => Assert.Equal(allowed.Contains(token), state.After(token) is not null));
    }

    [Fact]
    public void Forbid_WhatMayBeWritten_KeepsItsBits()
    {
        float[] logits = [.. Enumerable.Range(0, Tokens.Count).Select(token => 1f / (token + 3))];
        float[] before = [.. logits];
        ITargetState state = Constraint.Begin(sourceWords: 1, maximumLength: 20).After(Tokens.IdOf("(S"))!.After(Tokens.IdOf("XX"))!;

        state.Forbid(logits);

        int closing = Tokens.IdOf(")S");
        Assert.Equal(before[closing], logits[closing]);
        Assert.All(logits.Where((_, token) => token != closing), logit => Assert.Equal(float.NegativeInfinity, logit));
    }

    [Fact]
    public void TryCreate_WordsThatAreNoTokensOfTrees_NeverWritesThem()
    {
        Vocabulary vocabulary = new(["(S", ")S", "(NP", ")VP", "(", ")", "a(b", "XX"]);

        ITargetState state = TreeConstraint.TryCreate(vocabulary)!.Begin(sourceWords: 4, maximumLength: 100);

        Assert.Equal(["(S"], Allowed(state, vocabulary).Select(vocabulary.TokenOf));
        Assert.Equal(["(S", "XX"], Allowed(state.After(vocabulary.IdOf("(S"))!, vocabulary).Select(vocabulary.TokenOf));
    }

    [Fact]
    public void TryCreate_VocabularyOfNoTrees_GivesNone()
    {
        Assert.Null(TreeConstraint.TryCreate(new Vocabulary(["the", "cat"])));
        Assert.Null(TreeConstraint.TryCreate(new Vocabulary(["(S", ")S"])));
        Assert.Null(TreeConstraint.TryCreate(new Vocabulary(["(S", ")NP", "XX"])));
    }

    /// <summary>Whether a line needs no mending.</summary>
    internal static bool IsTree(string line, int words) =>
        !TreeDelinearizer.Delinearize(line, [.. Enumerable.Range(0, words).Select(word => $"w{word}")]).IsMended;

    private static void AssertIsTree(IReadOnlyList<string> line, int words) => Assert.True(IsTree(string.Join(' ', line), words), $"{words} words: {string.Join(' ', line)}");

    private static IEnumerable<string> Written(ITargetState state, string line, int room)
    {
        if (room == 0)
        {
            return [line];
        }

        return Allowed(state).SelectMany(token => token == Vocabulary.EosId
            ? [line]
            : Written(state.After(token)!, $"{line} {Tokens.TokenOf(token)}", room - 1));
    }

    private static int[] Allowed(ITargetState state, Vocabulary? vocabulary = null)
    {
        float[] logits = new float[(vocabulary ?? Tokens).Count];
        state.Forbid(logits);
        int[] allowed = [.. Enumerable.Range(0, logits.Length).Where(token => logits[token] == 0)];
        Assert.NotEmpty(allowed);
        return allowed;
    }
}
