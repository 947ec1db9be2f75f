using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Fixtures;

namespace Dragoman.Tests.Models;

/// <summary>Whole models give the numbers that PyTorch gives.</summary>
public sealed class ModelFixtureTests
{
    /// <summary>All presets but those of tasks, whose models are those of <c>default</c> and <c>conditional</c>, and some variations.</summary>
    public static TheoryData<string> Names =>
        [.. Preset.All.Select(preset => preset.Name).Except(["characters", "translate", "g2p", "parse"]), "seq2seq-mean", "seq2seq-max", "rnnsearch-previous", "luong-bidirectional", "conditional-coverage"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_NamesAndSizes_AreThoseOfTheFile(string name)
    {
        using ModelFixture fixture = new(name);

        Assert.Equal(fixture.ParameterNames.Order(StringComparer.Ordinal), fixture.Model.Parameters.All.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
        Assert.All(fixture.Model.Parameters.All, parameter => Assert.Equal(parameter.Value.Length, fixture.Read(parameter.Name).Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_FixtureBatch_EqualsPyTorch(string name)
    {
        using ModelFixture fixture = new(name);
        double loss = fixture.Model.Loss(new Tape(), fixture.Source, fixture.Target, labelSmoothing: 0f, scale: 1f);
        Fixture.AssertValues([fixture.Loss], [(float)(loss / fixture.Target.TokenCount)], "loss");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encoder_FixtureBatch_GivesStatesOfPyTorch(string name)
    {
        using ModelFixture fixture = new(name);
        EncoderOutput encoded = fixture.Model.Encoder.Forward(new Tape(), fixture.Source);
        Fixture.AssertValues(fixture.RealSourceRows("encoder_states"), encoded.States.Value.Span, "encoder_states");
        for (int layer = 0; layer <= encoded.TopLayer; layer++)
        {
            Fixture.AssertValues(fixture.InBatchOrder("encoder_h_n", layer), encoded.Final[layer].Hidden.Value.Span, $"encoder_h_n {layer}");
            if (encoded.Final[layer].Memory is { } memory)
            {
                Fixture.AssertValues(fixture.InBatchOrder("encoder_c_n", layer), memory.Value.Span, $"encoder_c_n {layer}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_FixtureBatch_EqualPyTorch(string name)
    {
        using ModelFixture fixture = new(name);
        Tape tape = new();
        Variable readouts = fixture.Model.Readouts(tape, fixture.Source, fixture.Target);
        Fixture.AssertValues(fixture.RealTargetRows("logits"), fixture.Model.Logits(tape, readouts).Span, "logits");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_FixtureBatch_EqualPyTorch(string name)
    {
        using ModelFixture fixture = new(name);
        List<float> weights = [];
        fixture.Model.Readouts(new Tape(), fixture.Source, fixture.Target, (_, step) => weights.AddRange(step.Weights is { } row ? row.Value.Span : []));
        Assert.Equal(fixture.HasAttention, weights.Count > 0);
        if (fixture.HasAttention)
        {
            Fixture.AssertValues(fixture.RealTargetRows("attention"), weights.ToArray(), "attention");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_FixtureBatch_GivesGradientsOfPyTorch(string name)
    {
        using ModelFixture fixture = new(name);
        GradientBuffer gradients = new(fixture.Model.Parameters);
        Tape tape = new(gradients);

        // The second pass runs over the objects and the memory of the first.
        for (int pass = 0; pass < 2; pass++)
        {
            tape.Reset();
            gradients.Clear();
            double loss = fixture.Model.Loss(tape, fixture.Source, fixture.Target, labelSmoothing: 0f, scale: 1f / fixture.Target.TokenCount);
            tape.Backward();
            gradients.Complete();
            Fixture.AssertValues([fixture.Loss], [(float)(loss / fixture.Target.TokenCount)], "loss");
            foreach (Parameter parameter in fixture.Model.Parameters.All)
            {
                string gradient = "grad." + parameter.Name;
                Fixture.AssertGradient(fixture.Read(gradient).Span, Dense(gradients, parameter).Span, $"{gradient}, pass {pass}");
            }
        }
    }

    private static Matrix Dense(GradientBuffer gradients, Parameter parameter)
    {
        if (parameter.Kind != ParameterKind.Table)
        {
            return gradients.Dense(parameter);
        }

        RowGradient rows = gradients.Rows(parameter);
        Matrix dense = Matrix.Allocate(parameter.Value.Rows, parameter.Value.Columns);
        for (int slot = 0; slot < rows.Count; slot++)
        {
            rows.Values.Row(slot).CopyTo(dense.Row(rows.RowOf(slot)));
        }

        return dense;
    }
}
