using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.TestKit;

namespace Dragoman.Numerics.Tests.Autodiff.Operations;

public sealed class EmbeddingLookupTests
{
    private static readonly int[] Tokens = [3, 0, 3, 2, 3];

    [Fact]
    public void Apply_RepeatedTokens_CopiesTheirRows()
    {
        Parameter table = new ParameterSet().Table("t", 5, 4, 1);
        Matrix y = EmbeddingLookup.Apply(new Tape(), table, Tokens).Value;
        for (int i = 0; i < Tokens.Length; i++)
        {
            Assert.Equal(table.Value.Row(Tokens[i]).ToArray(), y.Row(i).ToArray());
        }
    }

    [Fact]
    public void Backward_RepeatedTokens_MatchesDifferences()
    {
        ParameterSet parameters = new();
        Parameter table = parameters.Table("t", 5, 4, 1);
        GradientCheck.Verify((tape, _) => [EmbeddingLookup.Apply(tape, table, Tokens)], [], parameters);
    }

    [Fact]
    public void Backward_TwoLookups_AddToTheSameRows()
    {
        ParameterSet parameters = new();
        Parameter table = parameters.Table("t", 5, 4, 1);
        int[] others = [2, 4];
        GradientCheck.Verify(
            (tape, _) => [EmbeddingLookup.Apply(tape, table, Tokens), EmbeddingLookup.Apply(tape, table, others)], [], parameters);
    }

    [Fact]
    public void Backward_Table_TouchesTheTokensOnly()
    {
        ParameterSet parameters = new();
        Parameter table = parameters.Table("t", 5, 4, 1);
        Tape tape = Sources.Recording(parameters);
        EmbeddingLookup.Apply(tape, table, Tokens).GradientTarget(out _).Fill(1f);
        tape.Backward();
        RowGradient rows = tape.Gradients!.Rows(table);
        Assert.Equal([3, 0, 2], Enumerable.Range(0, rows.Count).Select(rows.RowOf));
        Assert.Equal([3f, 3f, 3f, 3f], rows.Values.Row(0).ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_MatrixThatIsAlsoAWeight_MatchesDifferences(bool lookupFirst)
    {
        ParameterSet parameters = new();
        Parameter matrix = parameters.Matrix("m", 5, 4, 1);
        Weight weight = matrix.Whole();
        GradientCheck.Verify(
            (tape, x) =>
            {
                Variable? before = lookupFirst ? EmbeddingLookup.Apply(tape, matrix, Tokens) : null;
                Variable product = LinearOperation.Apply(tape, x[0], weight, bias: null);
                return [before ?? EmbeddingLookup.Apply(tape, matrix, Tokens), product];
            },
            [Sources.Input(2, 4, 2)],
            parameters);
    }

    [Fact]
    public void Backward_MatrixThatIsNoWeight_MatchesDifferences()
    {
        ParameterSet parameters = new();
        Parameter matrix = parameters.Matrix("m", 5, 4, 1);
        GradientCheck.Verify((tape, _) => [EmbeddingLookup.Apply(tape, matrix, Tokens)], [], parameters);
    }

    [Fact]
    public void Apply_ConstantTable_NeedsNoGradient()
    {
        ParameterSet parameters = new();
        Parameter table = parameters.Root.Constant("t", 5, 4);
        Weight weight = parameters.Matrix("m", 3, 4, 1).Whole();
        Tape tape = Sources.Recording(parameters);
        tape.DropoutKey = (1, 1);
        Variable dropped = DropoutOperation.Apply(tape, EmbeddingLookup.Apply(tape, table, Tokens), 0.5f);
        LinearOperation.Apply(tape, dropped, weight, bias: null).GradientTarget(out _).Fill(1f);
        tape.Backward();
        Assert.False(dropped.RequiresGradient);
        Assert.False(dropped.HasGradient);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void Apply_TokenOutsideTheTable_Throws(int token) => Assert.Throws<ArgumentOutOfRangeException>(
        () => EmbeddingLookup.Apply(new Tape(), new ParameterSet().Table("t", 5, 4, 1), new[] { token }));
}
