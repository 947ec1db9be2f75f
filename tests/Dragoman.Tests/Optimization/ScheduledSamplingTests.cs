using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Optimization;

public sealed class ScheduledSamplingTests
{
    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Draw_EveryToken_FollowsWhatTheModelPredictsAfterTheInputsBefore(string name)
    {
        // All but one of the probabilities are next to nothing, so what is drawn is known; and it is a word.
        Seq2SeqModel model = TinyModels.Create(TinyModels.Options(name));
        Parameter bias = model.Parameters.All.Single(parameter => parameter.Name == "output.bias");
        Parameter weight = model.Parameters.All.Single(parameter => parameter.Name == "output.weight");
        System.Numerics.Tensors.TensorPrimitives.Multiply(weight.Value.Span, 1e4f, weight.Value.Span);
        weight.MarkChanged();
        bias.Value.Span[..Vocabulary.SpecialCount].Fill(-1e9f);
        bias.MarkChanged();
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(TinyModels.Pairs());
        int[] given = target.Inputs.ToArray();

        new ScheduledSampling(model).Draw(source, target, share: 1f, key: (1, 1));

        int[] drawn = target.Inputs.ToArray();
        Tape tape = new();
        Variable readouts = model.Readouts(tape, source, target); // teacher-forced on what was drawn
        Matrix logits = model.Logits(tape, readouts);
        int exchanged = 0;
        for (int step = 0; step + 1 < target.Steps.StepCount; step++)
        {
            for (int row = 0; row < target.Steps.ActiveRows(step + 1); row++)
            {
                int predicted = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(logits.Row(target.Steps.Offset(step) + row));
                int place = target.Steps.Offset(step + 1) + row;
                Assert.Equal(predicted, drawn[place]);
                exchanged += drawn[place] != given[place] ? 1 : 0;
            }
        }

        Assert.True(exchanged > 0);
        Assert.All(Enumerable.Range(0, target.Steps.ActiveRows(0)), row => Assert.Equal(Vocabulary.BosId, drawn[row]));
    }

    [Theory]
    [InlineData(1, 0.006f)]
    [InlineData(50, 0.3f)]
    [InlineData(100, 0.6f)]
    [InlineData(1000, 0.6f)]
    public void At_UpdatesOfTheRise_GrowsToTheShare(long update, float share)
    {
        TrainingOptions options = new(ScheduledSampling: 0.6f, ScheduledSamplingUpdates: 100);

        Assert.Equal(share, Objective.At(options, update).SampledInputs, 1e-6f);
        Assert.Equal(0.6f, Objective.At(options with { ScheduledSamplingUpdates = 0 }, update).SampledInputs);
    }
}
