using Dragoman.Numerics.Autodiff;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class VariableTests
{
    private readonly Tape _tape = Sources.Recording();

    [Fact]
    public void Part_AllRows_IsTheVariableItself()
    {
        Variable x = Whole(4);
        Assert.Same(x, x.Part(0, 4));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    [InlineData(0, 5)]
    public void Part_RowsOutside_Throws(int start, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Whole(4).Part(start, count));

    [Fact]
    public void Part_Value_IsSharedWithTheWhole()
    {
        Variable x = Whole(4);
        x.Part(1, 2).Value.Fill(7f);
        Assert.Equal(7f, x.Value[2, 1]);
    }

    [Fact]
    public void HasGradient_NothingWritten_IsFalse()
    {
        Variable x = Whole(4);
        Variable part = x.Part(1, 2);
        Assert.False(x.HasGradient);
        Assert.False(part.HasGradient);
        AssertRows(x, 0, 0, 0, 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_DisjointParts_JoinsThemAndClearsTheRest(bool fromTheBack)
    {
        Variable x = Whole(6);
        Variable[] parts = fromTheBack ? [x.Part(4, 1), x.Part(2, 2), x.Part(0, 2)] : [x.Part(0, 2), x.Part(2, 2), x.Part(4, 1)];
        Overwrite(parts[0], 1f);
        Overwrite(parts[2], 3f);
        Assert.True(x.HasGradient);
        Assert.False(parts[1].HasGradient);
        (float first, float last) = fromTheBack ? (3f, 1f) : (1f, 3f);
        AssertRows(x, first, first, 0, 0, last, 0);
    }

    [Fact]
    public void GradientTarget_PartAfterWhole_Accumulates()
    {
        Variable x = Whole(4);
        Variable part = x.Part(1, 2);
        Overwrite(x, 1f);
        Add(part, 2f);
        AssertRows(x, 1, 3, 3, 1);
        AssertRows(part, 3, 3);
    }

    [Fact]
    public void GradientTarget_WholeAfterPart_Accumulates()
    {
        Variable x = Whole(4);
        Overwrite(x.Part(1, 2), 2f);
        Add(x, 1f);
        AssertRows(x, 1, 3, 3, 1);
    }

    [Fact]
    public void GradientTarget_NestedPrefixes_ShareOneGradient()
    {
        Variable x = Whole(6);
        Variable part = x.Part(1, 4);
        Variable prefix = part.Part(0, 3);
        Variable inner = prefix.Part(0, 1);
        Overwrite(inner, 1f);
        Add(prefix, 2f);
        Add(part, 4f);
        Add(x, 8f);
        AssertRows(x, 8, 15, 14, 14, 12, 8);
        AssertRows(prefix, 15, 14, 14);
    }

    [Fact]
    public void GradientTarget_NestedPrefixWrittenLast_AddsToWhatIsThere()
    {
        Variable x = Whole(4);
        Variable prefix = x.Part(0, 3).Part(0, 2);
        Overwrite(x, 1f);
        Add(prefix, 2f);
        AssertRows(x, 3, 3, 1, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void GradientTarget_OverlappingParts_SumWhereTheyOverlap(int firstWriter)
    {
        Variable x = Whole(5);
        Variable[] parts = [x.Part(0, 3), x.Part(1, 3), x.Part(0, 3)];
        float[] sum = new float[5];
        for (int i = 0; i < 3; i++)
        {
            int writer = (firstWriter + i) % 3;
            Add(parts[writer], 1 << writer);
            int start = writer == 1 ? 1 : 0;
            for (int row = start; row < start + 3; row++)
            {
                sum[row] += 1 << writer;
            }
        }

        AssertRows(x, sum);
    }

    [Fact]
    public void GradientTarget_OverlapInsideAPart_SumsWhereTheyOverlap()
    {
        Variable x = Whole(6);
        Variable part = x.Part(1, 4);
        (Variable one, Variable two) = (part.Part(0, 2), part.Part(0, 3));
        Add(two, 1f);
        Add(one, 2f);
        AssertRows(part, 3, 3, 1, 0);
        AssertRows(x, 0, 3, 3, 1, 0, 0);
    }

    [Fact]
    public void GradientTarget_PartOfAnOverlappedPart_SumsWhereTheyOverlap()
    {
        Variable x = Whole(5);
        Variable first = x.Part(0, 4);
        Variable inner = first.Part(1, 2);
        Variable second = x.Part(1, 4);
        Add(inner, 1f);
        Add(second, 2f);
        Add(first, 4f);
        AssertRows(x, 4, 7, 7, 6, 2);
    }

    [Fact]
    public void AccumulationTarget_FirstUse_IsZeros()
    {
        Variable x = Whole(3);
        x.AccumulationTarget().Row(1)[0] += 5f;
        Assert.Equal([0f, 0f, 5f, 0f, 0f, 0f], x.Gradient.Span.ToArray());
    }

    [Fact]
    public void PlaceGradientOverValue_OfAPart_TakesTheMemoryOfTheWhole()
    {
        Variable whole = Whole(3);
        Variable part = whole.Part(1, 2);
        part.PlaceGradientOverValue();
        Overwrite(part, 3f);
        Assert.Equal([0f, 0f, 3f, 3f, 3f, 3f], whole.Gradient.Span.ToArray());
        Assert.Equal(whole.Gradient.Span.ToArray(), whole.Value.Span.ToArray());
    }

    [Fact]
    public void RequiresGradient_OnATapeThatOnlyComputesForward_IsFalse() =>
        Assert.False(new Tape().NewVariable(Sources.Input(2, 2, 1), requiresGradient: true).RequiresGradient);

    private Variable Whole(int rows)
    {
        // Memory that an earlier batch has left dirty.
        _tape.Arena.Take(rows, 2).Fill(float.NaN);
        _tape.Arena.Take(rows, 2).Fill(float.NaN);
        _tape.Reset();
        return _tape.NewVariable(rows, 2);
    }

    private static void Overwrite(Variable variable, float value)
    {
        Matrix target = variable.GradientTarget(out bool accumulate);
        Assert.False(accumulate);
        target.Fill(value);
    }

    private static void Add(Variable variable, float value)
    {
        Matrix target = variable.GradientTarget(out bool accumulate);
        foreach (ref float element in target.Span)
        {
            element = (accumulate ? element : 0f) + value;
        }
    }

    private static void AssertRows(Variable variable, params float[] rows) =>
        Assert.Equal(rows.SelectMany(value => new[] { value, value }), variable.Gradient.Span.ToArray());
}
