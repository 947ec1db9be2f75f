using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.TestKit;
using Dragoman.Tests.Models;
using Dragoman.Training;

namespace Dragoman.Tests.Attention;

/// <summary>A score with two projections of the query, a parameter and an operation of its own, all in this file.</summary>
public sealed class MixedAttentionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Loss_MixedScore_HasTheGradientsOfItsDifferences()
    {
        Seq2SeqModel model = new(CustomAttentionTests.Recipe(updates: 1).Model, TinyModels.SourceVocabulary, TinyModels.TargetVocabulary, Factory);
        Draws.Fill(model.Parameters.All, seed: 3, range: 0.7f);
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());

        GradientCheck.VerifySlopes(tape => model.Loss(tape, source, target, labelSmoothing: 0f, scale: 1f), model.Parameters);

        Assert.Equal(
            ["attention.first.weight", "attention.second.weight", "attention.key.weight", "attention.gate"],
            model.Parameters.All.Select(parameter => parameter.Name).Where(name => name.StartsWith("attention.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_TrainedModel_HoldsWhatWasLearnt()
    {
        MemoryCorpus pairs = new(CustomAttentionTests.Pairs);
        CancellationToken token = TestContext.Current.CancellationToken;
        new Trainer(new TrainingRequest
        {
            Options = CustomAttentionTests.Recipe(updates: 20),
            Training = pairs,
            Folder = _folder["model"],
            CustomAttention = Factory,
        }).Run(token);

        using Translator first = Translator.Load(_folder["model"], Factory);
        using Translator second = Translator.Load(_folder["model"], Factory);
        float[] gate = [.. first.Model.Parameters.All.Single(parameter => parameter.Name == "attention.gate").Value.Span];
        Assert.NotEmpty(gate);
        Assert.All(gate, value => Assert.NotEqual(0f, value));
        Assert.Equal(first.Loss(pairs, token), second.Loss(pairs, token));
    }

    public void Dispose() => _folder.Dispose();

    private static MixedAttention Factory(ParameterScope scope, int querySize, int valueSize) => new(scope, querySize, valueSize, units: 6);

    /// <summary>e_j = (σ(g) ⊙ W_1 q + (1 − σ(g)) ⊙ W_2 q)ᵀ W_k k_j, with a learnt vector g that starts at zero: half and half.</summary>
    private sealed class MixedAttention(ParameterScope scope, int querySize, int valueSize, int units) : AttentionMechanism
    {
        private readonly Weight _first = scope.Matrix("first.weight", units, querySize).Whole();
        private readonly Weight _second = scope.Matrix("second.weight", units, querySize).Whole();
        private readonly Weight _key = scope.Matrix("key.weight", units, valueSize).Whole();
        private readonly Parameter _gate = scope.Vector("gate", units, ParameterRole.Bias);

        protected override Variable PrepareKeys(Tape tape, Variable keys) => LinearOperation.Apply(tape, keys, _key, bias: null);

        protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout)
        {
            Variable first = memory.Maps.Apply(tape, _first, bias: null, query); // [rows, units]
            Variable second = memory.Maps.Apply(tape, _second, bias: null, query); // [rows, units]
            return DotScores.Apply(tape, Mixture.Apply(tape, first, second, _gate), memory.Keys, scale: 1f, layout);
        }
    }

    /// <summary>y = σ(g) ⊙ a + (1 − σ(g)) ⊙ b.</summary>
    private sealed class Mixture : Operation
    {
        private Variable _a = null!;
        private Variable _b = null!;
        private Parameter _gate = null!;
        private Variable _y = null!;

        public override bool NeedsBackward => _y.HasGradient;

        internal static Variable Apply(Tape tape, Variable a, Variable b, Parameter gate)
        {
            Variable y = tape.NewVariable(a.Rows, a.Columns);
            for (int row = 0; row < y.Rows; row++)
            {
                for (int unit = 0; unit < y.Columns; unit++)
                {
                    float share = Share(gate, unit);
                    y.Value[row, unit] = (share * a.Value[row, unit]) + ((1f - share) * b.Value[row, unit]);
                }
            }

            Mixture operation = tape.Record<Mixture>();
            (operation._a, operation._b, operation._gate, operation._y) = (a, b, gate, y);
            return y;
        }

        public override void Backward(Tape tape)
        {
            Span<float> dGate = tape.Gradients!.Dense(_gate).Span;
            for (int row = 0; row < _y.Rows; row++)
            {
                for (int unit = 0; unit < _y.Columns; unit++)
                {
                    (float share, float dy) = (Share(_gate, unit), _y.Gradient[row, unit]);
                    _a.AccumulationTarget()[row, unit] += share * dy;
                    _b.AccumulationTarget()[row, unit] += (1f - share) * dy;
                    dGate[unit] += share * (1f - share) * (_a.Value[row, unit] - _b.Value[row, unit]) * dy;
                }
            }
        }

        private static float Share(Parameter gate, int unit) => 1f / (1f + MathF.Exp(-gate.Value[0, unit]));
    }
}
