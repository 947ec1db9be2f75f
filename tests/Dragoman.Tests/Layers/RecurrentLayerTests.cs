using Dragoman.Layers;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Layout;
using Dragoman.Tests.Fixtures;

namespace Dragoman.Tests.Layers;

public sealed class RecurrentLayerTests
{
    private const int InputSize = 3;
    private const int Hidden = 4;
    private static readonly int[] Lengths = [4, 4, 2, 1];

    public static TheoryData<string> Names => ["gru-1", "gru-2", "gru-bi", "lstm-1", "lstm-2", "lstm-bi"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_FixtureBatch_EqualsPyTorch(string name)
    {
        using RecurrentFixture fixture = new(name);
        RecurrentFixture.Run run = fixture.Forward(new Tape());
        Fixture.AssertValues(fixture.InStepOrder("output").Span, run.Output.Value.Span, "output");
        for (int row = 0; row < run.Final.Count; row++)
        {
            Fixture.AssertValues(Row(fixture, "h_n", row), run.Final[row].Hidden.Value.Span, $"h_n {row}");
            if (run.Final[row].Memory is { } memory)
            {
                Fixture.AssertValues(Row(fixture, "c_n", row), memory.Value.Span, $"c_n {row}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_FixtureBatch_GivesGradientsOfPyTorch(string name)
    {
        using RecurrentFixture fixture = new(name);
        GradientBuffer gradients = new(fixture.Parameters);
        Tape tape = new(gradients);
        for (int pass = 0; pass < 2; pass++)
        {
            tape.Reset();
            gradients.Clear();
            RecurrentFixture.Run run = fixture.Forward(tape);
            SetUpstream(fixture, run);
            tape.Backward();
            gradients.Complete();

            Fixture.AssertGradient(fixture.InStepOrder("grad.x").Span, run.X.Gradient.Span, "grad.x");
            for (int row = 0; row < run.Initial.Count; row++)
            {
                AssertInitial(fixture, "grad.h0", row, run.Initial[row].Hidden);
                if (run.Initial[row].Memory is { } memory)
                {
                    AssertInitial(fixture, "grad.c0", row, memory);
                }
            }

            Assert.All(fixture.Parameters.All, parameter => Fixture.AssertGradient(
                fixture.Read("grad." + parameter.Name).Span, gradients.Dense(parameter).Span, parameter.Name));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forward_ResetBefore_MatchesPlainLoops(bool backward)
    {
        ParameterSet parameters = new();
        RecurrentLayer layer = new(CellKind.GruResetBefore, parameters.Root, 0, backward, InputSize, Hidden);
        Assert.Null(layer.Cell.HiddenBias);
        Draws.Fill(parameters.All, seed: 1);
        (StepLayout layout, Matrix x, Matrix initial) = Batch();
        Tape tape = new();
        CellState start = new(tape.NewVariable(initial, requiresGradient: false), null);
        Matrix states = layer.Forward(tape, tape.NewVariable(x, requiresGradient: false), layout, start).Hidden.Value;

        for (int sentence = 0; sentence < Lengths.Length; sentence++)
        {
            double[] h = [.. initial.Row(sentence).ToArray().Select(value => (double)value)];
            for (int i = 0; i < Lengths[sentence]; i++)
            {
                int row = layout.Offset(backward ? Lengths[sentence] - 1 - i : i) + sentence;
                h = ResetBefore(layer.Cell, x.Row(row).ToArray(), h);
                Assert.All(h.Zip(states.Row(row).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            }
        }
    }

    [Fact]
    public void Create_UnknownKind_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => RecurrentCell.Create((CellKind)99, new ParameterSet().Root, "_l0", Hidden, InputSize));

    /// <summary>Bahdanau et al. 2014, A.1.1: r and z from x and h, n = tanh(W x + U (r ⊙ h)), h' = (1 − z) ⊙ h + z ⊙ n.</summary>
    private static double[] ResetBefore(RecurrentCell cell, float[] x, double[] h)
    {
        double[] r = [.. Enumerable.Range(0, Hidden).Select(unit => Sigmoid(Input(unit) + Recurrent(unit, h)))];
        double[] z = [.. Enumerable.Range(0, Hidden).Select(unit => Sigmoid(Input(Hidden + unit) + Recurrent(Hidden + unit, h)))];
        double[] reset = [.. r.Zip(h, (gate, state) => gate * state)];
        return
        [
            .. Enumerable.Range(0, Hidden).Select(unit =>
                ((1 - z[unit]) * h[unit]) + (z[unit] * Math.Tanh(Input((2 * Hidden) + unit) + Recurrent((2 * Hidden) + unit, reset)))),
        ];

        double Input(int row) =>
            cell.InputBias.Value[0, row] + Enumerable.Range(0, InputSize).Sum(i => (double)cell.InputToHidden.Value[row, i] * x[i]);

        double Recurrent(int row, double[] state) =>
            Enumerable.Range(0, Hidden).Sum(i => cell.HiddenToHidden.Value[row, i] * state[i]);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static (StepLayout Layout, Matrix X, Matrix Initial) Batch()
    {
        StepLayout layout = new();
        layout.Set(Lengths);
        return (layout, Draws.Of(layout.TotalRows, InputSize, seed: 2), Draws.Of(Lengths.Length, Hidden, seed: 3));
    }

    private static Span<float> Row(RecurrentFixture fixture, string name, int row) =>
        fixture.Read(name).RowRange(row * fixture.Count, fixture.Count).Span;

    private static void SetUpstream(RecurrentFixture fixture, RecurrentFixture.Run run)
    {
        fixture.InStepOrder("d_output").CopyTo(run.Output.GradientTarget(out _));
        for (int row = 0; row < run.Final.Count; row++)
        {
            Row(fixture, "d_h_n", row).CopyTo(run.Final[row].Hidden.GradientTarget(out _).Span);
            if (run.Final[row].Memory is { } memory)
            {
                Row(fixture, "d_c_n", row).CopyTo(memory.GradientTarget(out _).Span);
            }
        }
    }

    private static void AssertInitial(RecurrentFixture fixture, string name, int row, Variable initial) =>
        Fixture.AssertGradient(fixture.InRankOrder(name, row).Span, initial.Gradient.Span, $"{name} {row}");
}
