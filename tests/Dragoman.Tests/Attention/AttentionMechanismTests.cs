using Dragoman.Attention;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.Tests.Fixtures;

namespace Dragoman.Tests.Attention;

public sealed class AttentionMechanismTests
{
    public static TheoryData<string> Names =>
        ["attention-additive", "attention-general", "attention-dot", "attention-scaled-dot", "attention-scaled-dot-query-lengths"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Attend_FixtureBatch_EqualsPyTorch(string name)
    {
        using Fixture file = Fixture.Open(name);
        ParameterSet parameters = new();
        AttentionMechanism attention = Load(file, name, parameters);
        GradientBuffer gradients = new(parameters);
        Tape tape = new(gradients);
        RaggedLayout layout = Layout(file);
        for (int pass = 0; pass < 2; pass++)
        {
            tape.Reset();
            gradients.Clear();
            Variable query = Input(tape, file, "query"); // [batch × queries, dq]
            (Variable keys, Variable values) = (Input(tape, file, "keys"), Input(tape, file, "values")); // [batch × pairs, …]
            AttentionMemory memory = attention.Prepare(tape, keys, values, LoopMaps.Open(tape, totalRows: query.Rows));
            (Variable output, Variable weights) = attention.Attend(tape, memory, query, layout, dropout: 0f);
            file.CopyTo("d_output", output.GradientTarget(out _));
            tape.Backward();
            gradients.Complete();

            AssertWeights(file, layout, weights.Value);
            Fixture.AssertValues(file.Read("output").Span, output.Value.Span, "output");
            AssertGradient(file, "query", query.Gradient);
            AssertGradient(file, "keys", keys.Gradient);
            AssertGradient(file, "values", values.Gradient);
            Assert.All(parameters.All, parameter => AssertGradient(file, FixtureName(parameter.Name), gradients.Dense(parameter)));
        }
    }

    [Theory]
    [InlineData(AttentionScore.Dot, 2)]
    [InlineData(AttentionScore.ScaledDot, 2)]
    [InlineData(AttentionScore.General, 2)]
    [InlineData(AttentionScore.General, 5)]
    [InlineData(AttentionScore.Additive, 2)]
    [InlineData(AttentionScore.Additive, 20)]
    public void Attend_EqualKeys_AveragesTheRealValues(AttentionScore score, int querySize)
    {
        ParameterSet parameters = new();
        AttentionMechanism attention = AttentionMechanism.Create(new AttentionOptions(score, Units: 8, Positions: 8), parameters.Root, querySize, valueSize: 2);
        Draws.Fill(parameters.All, seed: 1);
        Matrix values = Matrix.Allocate(20, 4); // 0 to 39, [10, 4], for each of the two sentences
        for (int i = 0; i < values.Length; i++)
        {
            values.Span[i] = i % 40;
        }

        Tape tape = new();
        Variable ones = tape.NewVariable(Ones(20, 2), requiresGradient: false);
        RaggedLayout layout = new();
        layout.Add(0, 2);
        layout.Add(10, 6);
        AttentionMemory memory = attention.Prepare(tape, ones, tape.NewVariable(values, requiresGradient: false), LoopMaps.Open(tape, totalRows: 2));
        (Variable context, Variable weights) =
            attention.Attend(tape, memory, tape.NewVariable(Ones(2, querySize), requiresGradient: false), layout, dropout: 0f);

        Assert.Equal([2f, 3f, 4f, 5f], context.Value.Row(0).ToArray());
        Assert.All(context.Value.Row(1).ToArray().Zip([10f, 11f, 12f, 13f]), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        Assert.Equal([0.5f, 0.5f, 0f, 0f, 0f, 0f], weights.Value.Row(0).ToArray());
        Assert.All(weights.Value.Row(1).ToArray(), weight => Assert.Equal(1f / 6f, weight, 1e-7f));
    }

    [Theory]
    [InlineData(AttentionScore.Dot)]
    [InlineData(AttentionScore.ScaledDot)]
    public void Create_DotWithOtherWidths_SaysWhatToDo(AttentionScore score)
    {
        ShapeException failure = Assert.Throws<ShapeException>(
            () => AttentionMechanism.Create(new AttentionOptions(score), new ParameterSet().Root, querySize: 20, valueSize: 2));
        Assert.Contains("20", failure.Message, StringComparison.Ordinal);
        Assert.Contains("additive", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_None_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => AttentionMechanism.Create(new AttentionOptions(AttentionScore.None), new ParameterSet().Root, 2, 2));

    [Fact]
    public void Prepare_FewerValuesThanKeys_Throws()
    {
        Tape tape = new();
        AttentionMechanism attention = AttentionMechanism.Create(new AttentionOptions(AttentionScore.Dot), new ParameterSet().Root, 2, 2);
        Assert.Throws<ShapeException>(() => attention.Prepare(tape, tape.Zeros(5, 2), tape.Zeros(4, 2), LoopMaps.Open(tape, totalRows: 1)));
    }

    [Fact]
    public void Attend_PaddedPositions_HaveNoWeightAndNoGradient()
    {
        ParameterSet parameters = new();
        AttentionMechanism attention = AttentionMechanism.Create(new AttentionOptions(Units: 4), parameters.Root, 3, 3);
        Draws.Fill(parameters.All, seed: 1);
        Tape tape = new(new GradientBuffer(parameters));
        Variable values = tape.NewVariable(Draws.Of(6, 3, seed: 2), requiresGradient: true);
        values.Value.Row(2).Fill(1e30f);
        RaggedLayout layout = new();
        layout.Add(0, 2);
        layout.Add(3, 3);
        AttentionMemory memory = attention.Prepare(tape, values, values, LoopMaps.Open(tape, totalRows: 2));
        Variable query = tape.NewVariable(Draws.Of(2, 3, seed: 3), requiresGradient: true);
        (Variable context, Variable weights) = attention.Attend(tape, memory, query, layout, dropout: 0f);
        context.GradientTarget(out _).Fill(1f);
        tape.Backward();

        Assert.Equal(0f, weights.Value[0, 2]);
        Assert.All(context.Value.Span.ToArray(), value => Assert.InRange(value, -1f, 1f));
        Assert.Equal([0f, 0f, 0f], values.Gradient.Row(2).ToArray());
    }

    private static AttentionMechanism Load(Fixture file, string name, ParameterSet parameters)
    {
        AttentionScore score = name switch
        {
            "attention-additive" => AttentionScore.Additive,
            "attention-general" => AttentionScore.General,
            "attention-dot" => AttentionScore.Dot,
            _ => AttentionScore.ScaledDot,
        };
        int units = score == AttentionScore.Additive ? file.Size("v", 0) : 1;
        AttentionMechanism attention =
            AttentionMechanism.Create(new AttentionOptions(score, units), parameters.Root, file.Size("query", 2), file.Size("keys", 2));
        foreach (Parameter parameter in parameters.All)
        {
            file.CopyTo(FixtureName(parameter.Name), parameter.Value);
        }

        return attention;
    }

    /// <summary>One layout row a query; the keys lie in the padded matrix, so that reading past a length shows.</summary>
    private static RaggedLayout Layout(Fixture file)
    {
        int[] lengths = file.Integers("lengths");
        (int batch, int queries, int pairs) = (file.Size("query", 0), file.Size("query", 1), file.Size("keys", 1));
        RaggedLayout layout = new();
        for (int row = 0; row < batch * queries; row++)
        {
            layout.Add(row / queries * pairs, lengths.Length == batch ? lengths[row / queries] : lengths[row]);
        }

        return layout;
    }

    private static void AssertWeights(Fixture file, RaggedLayout layout, Matrix weights)
    {
        Matrix expected = file.Read("weights");
        Fixture.AssertValues(expected.Span, weights.Span, "weights");
        for (int row = 0; row < weights.Rows; row++)
        {
            Assert.All(weights.Row(row)[layout.Lengths[row]..].ToArray(), weight => Assert.Equal(0f, weight));
        }
    }

    private static void AssertGradient(Fixture file, string name, Matrix actual) =>
        Fixture.AssertGradient(file.Read("grad." + name).Span, actual.Span, name);

    private static Variable Input(Tape tape, Fixture file, string name) => tape.NewVariable(file.Read(name), requiresGradient: true);

    private static string FixtureName(string parameter) => parameter switch
    {
        "query.weight" => "w_q",
        "key.weight" => "w_k",
        "v.weight" => "v",
        "weight" => "w",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "The fixtures hold no such weight."),
    };

    private static Matrix Ones(int rows, int columns)
    {
        Matrix ones = Matrix.Allocate(rows, columns);
        ones.Fill(1f);
        return ones;
    }
}
