using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.Tests.Fixtures;

namespace Dragoman.Tests.Optimization;

public sealed class OptimizerTests
{
    public static TheoryData<string, ParameterKind> Files
    {
        get
        {
            TheoryData<string, ParameterKind> cases = [];
            foreach (string name in new[] { "adam", "adamw", "sgd-momentum", "adadelta" })
            {
                cases.Add(name, ParameterKind.Matrix);
                cases.Add(name, ParameterKind.Table);
            }

            return cases;
        }
    }

    public static TheoryData<OptimizerKind, float> Rules => new()
    {
        { OptimizerKind.Adam, 0f },
        { OptimizerKind.Sgd, 0f },
        { OptimizerKind.Sgd, 0.9f },
        { OptimizerKind.Adadelta, 0f },
    };

    [Theory]
    [InlineData(OptimizerKind.Adam, 0.25f)]
    [InlineData(OptimizerKind.Sgd, 1f)]
    [InlineData(OptimizerKind.Adadelta, 1f)]
    public void Apply_StepFactor_ShortensStepsOfOneSizeOnly(OptimizerKind kind, float expected)
    {
        ParameterSet parameters = new();
        (Parameter whole, Parameter quarter) = (parameters.Root.Matrix("whole", 1, 3), parameters.Root.Matrix("quarter", 1, 3));
        quarter.StepFactor = 0.25f;
        Optimizer optimizer = Optimizer.Create(new OptimizerOptions(kind), parameters);
        GradientBuffer gradients = new(parameters);
        foreach (Parameter parameter in parameters.All)
        {
            float[] gradient = [1f, -0.1f, 0.01f];
            gradient.CopyTo(gradients.Dense(parameter).Span);
            optimizer.Apply(gradients, parameter, 0, 1, new UpdateScale(Number: 1, LearningRate: 0.1f, GradientScale: 1f));
        }

        Assert.All(whole.Value.Span.ToArray().Zip(quarter.Value.Span.ToArray()), steps => Assert.Equal(expected * steps.First, steps.Second, 1e-7f));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Apply_FiveClippedSteps_EqualsPyTorch(string name, ParameterKind kind)
    {
        using Fixture file = Fixture.Open(name);
        ParameterSet parameters = new();
        Parameter a = kind == ParameterKind.Table ? parameters.Root.Table("a", 3, 5) : parameters.Root.Matrix("a", 3, 5);
        Parameter b = parameters.Root.Vector("b", 7);
        file.CopyTo("initial.a", a.Value);
        file.CopyTo("initial.b", b.Value);
        OptimizerOptions options = Options(name);
        Optimizer optimizer = Optimizer.Create(options, parameters);
        GradientBuffer gradients = new(parameters);
        string[] memories = Memories(name);
        for (int step = 1; step <= 5; step++)
        {
            SetGradient(gradients, a, file.Read($"step{step}.grad.a"));
            SetGradient(gradients, b, file.Read($"step{step}.grad.b"));
            float norm = file.Read($"step{step}.norm")[0, 0];
            UpdateScale update = new(step, options.LearningRate, Math.Min(1f, 1f / (norm + 1e-6f)));

            // In two pieces, as two threads would.
            optimizer.Apply(gradients, a, 0, 2, update);
            optimizer.Apply(gradients, a, 2, 3, update);
            optimizer.Apply(gradients, b, 0, 0, update);
            optimizer.Apply(gradients, b, 0, 1, update);

            AssertState(file, $"step{step}.value", a.Value, b.Value);
            for (int memory = 0; memory < memories.Length; memory++)
            {
                AssertState(file, $"step{step}.{memories[memory]}", optimizer.Memories[memory][0], optimizer.Memories[memory][1]);
            }

            gradients.Clear();
        }

        Assert.Equal(memories.Length, optimizer.MemoryNames.Count);
        Assert.Equal(memories.Length, optimizer.Memories.Length);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Apply_TableRowWithoutGradient_FollowsTheDenseRuleExactly(OptimizerKind kind, float momentum)
    {
        (ParameterSet denseSet, ParameterSet tableSet) = (new(), new());
        Parameter dense = denseSet.Root.Matrix("dense", 40, 19);
        Parameter table = tableSet.Root.Table("table", 40, 19);
        Draws.Fill([dense], seed: 1);
        dense.Value.CopyTo(table.Value);
        OptimizerOptions options = new(kind, LearningRate: 0.1f, Momentum: momentum);
        (Optimizer ofDense, Optimizer ofTable) = (Optimizer.Create(options, denseSet), Optimizer.Create(options, tableSet));
        (GradientBuffer denseGradient, GradientBuffer tableGradient) = (new(denseSet), new(tableSet));
        Random random = new(2);
        for (int step = 1; step <= 6; step++)
        {
            Matrix gradient = Draws.Of(40, 19, seed: step);
            tableGradient.Clear();
            for (int row = 39; row >= 0; row--)
            {
                if (random.Next(3) == 0)
                {
                    tableGradient.Rows(table).Add(row, gradient.Row(row));
                }
                else
                {
                    gradient.Row(row).Clear();
                }
            }

            gradient.CopyTo(denseGradient.Dense(dense));
            UpdateScale update = new(step, 0.1f, GradientScale: 0.5f);
            ofDense.Apply(denseGradient, dense, 0, 40, update);
            ofTable.Apply(tableGradient, table, 0, 17, update);
            ofTable.Apply(tableGradient, table, 17, 40, update);
            Assert.Equal(dense.Value.Span.ToArray(), table.Value.Span.ToArray());
        }

        for (int memory = 0; memory < ofDense.Memories.Length; memory++)
        {
            Assert.Equal(ofDense.Memories[memory][0].Span.ToArray(), ofTable.Memories[memory][0].Span.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Apply_WithAverage_KeepsTheRunningMeanOfTheValues(OptimizerKind kind, float momentum)
    {
        ParameterSet parameters = new();
        Parameter parameter = parameters.Root.Matrix("weight", 3, 5);
        Draws.Fill([parameter], seed: 1);
        Optimizer optimizer = Optimizer.Create(new OptimizerOptions(kind, LearningRate: 0.1f, Momentum: momentum, AverageDecay: 0.4f), parameters);
        GradientBuffer gradients = new(parameters);
        double[] expected = new double[15];
        for (int step = 1; step <= 12; step++)
        {
            Draws.Of(3, 5, seed: step).CopyTo(gradients.Dense(parameter));
            optimizer.Apply(gradients, parameter, 0, 2, new UpdateScale(step, 0.1f, GradientScale: 1f));
            optimizer.Apply(gradients, parameter, 2, 3, new UpdateScale(step, 0.1f, GradientScale: 1f));
            double decay = Math.Min(0.4, (step - 1) / (step + 9.0));
            float[] values = parameter.Value.Span.ToArray();
            expected = [.. expected.Zip(values, (mean, value) => (decay * mean) + ((1 - decay) * value))];
        }

        float[] last = parameter.Value.Span.ToArray();
        Assert.Equal("average", optimizer.MemoryNames[^1]);
        Assert.All(expected.Zip(optimizer.Settled(parameter).Span.ToArray()), mean => Assert.Equal(mean.First, mean.Second, 1e-5));
        optimizer.Exchange();
        Assert.All(expected.Zip(parameter.Value.Span.ToArray()), mean => Assert.Equal(mean.First, mean.Second, 1e-5));
        optimizer.Exchange();
        Assert.Equal(last, parameter.Value.Span.ToArray());
    }

    [Fact]
    public void Memories_ConstantAmongTheParameters_HasNone()
    {
        ParameterSet parameters = new();
        parameters.Root.Constant("frozen", 4, 3);
        Parameter trained = parameters.Root.Matrix("trained", 2, 3);
        Optimizer optimizer = Optimizer.Create(new OptimizerOptions(LearningRate: 0.5f), parameters);
        GradientBuffer gradients = new(parameters);
        gradients.Dense(trained).Fill(1f);
        optimizer.Apply(gradients, trained, 0, 2, new UpdateScale(Number: 1, LearningRate: 0.5f, GradientScale: 1f));

        Assert.Equal([trained], optimizer.Parameters);
        Assert.True(optimizer.Memories[0][0].IsEmpty);
        Assert.Equal(-0.5f, trained.Value[1, 2], 1e-5f);
    }

    [Fact]
    public void Create_UnknownRule_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Optimizer.Create(new OptimizerOptions((OptimizerKind)9), new ParameterSet()));

    private static OptimizerOptions Options(string name) => name switch
    {
        "adam" => new OptimizerOptions(LearningRate: 0.01f),
        "adamw" => new OptimizerOptions(LearningRate: 0.01f, WeightDecay: 0.1f),
        "sgd-momentum" => new OptimizerOptions(OptimizerKind.Sgd, LearningRate: 0.1f, Momentum: 0.9f),
        _ => new OptimizerOptions(OptimizerKind.Adadelta, LearningRate: 1f, Epsilon: 1e-6f),
    };

    private static string[] Memories(string name) => name switch
    {
        "adam" or "adamw" => ["exp_avg", "exp_avg_sq"],
        "sgd-momentum" => ["momentum_buffer"],
        _ => ["square_avg", "acc_delta"],
    };

    private static void SetGradient(GradientBuffer gradients, Parameter parameter, Matrix gradient)
    {
        if (parameter.Kind != ParameterKind.Table)
        {
            gradient.Span.CopyTo(gradients.Dense(parameter).Span);
            return;
        }

        for (int row = gradient.Rows - 1; row >= 0; row--)
        {
            gradients.Rows(parameter).Add(row, gradient.Row(row));
        }
    }

    private static void AssertState(Fixture file, string name, Matrix a, Matrix b)
    {
        Fixture.AssertValues(file.Read(name + ".a").Span, a.Span, name + ".a");
        Fixture.AssertValues(file.Read(name + ".b").Span, b.Span, name + ".b");
    }
}
