using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Explanations;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Tests.Decoding;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Explanations;

public sealed class StepTraceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_EveryKindOfModel_AgreesWithForcedDecodingToTheBit(string name)
    {
        Seq2SeqModel model = TinySearches.Trained(name, updates: 20);
        foreach (EncodedPair pair in TinySearches.Pairs)
        {
            Hypothesis forced = Force(model, pair);

            StepTrace trace = Trace(model, pair);

            Assert.Equal(forced.TokenLogProbabilities, trace.Steps.Select(step => step.LogProbability));
            Assert.Equal(forced.Weights, trace.Steps.Where(step => step.Attended is not null).Select(step => step.Attended!.Weights));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_EveryKindOfModel_StepsContinueEachOther(string name)
    {
        Seq2SeqModel model = TinySearches.Trained(name, updates: 20);
        EncodedPair pair = TinySearches.Pairs[0];

        StepTrace trace = Trace(model, pair);

        Assert.Equal(pair.Target, trace.Steps.Select(step => step.Write));
        Assert.Equal(pair.Source.Length, trace.States.Length);
        foreach ((TracedStep before, TracedStep after) in trace.Steps.Zip(trace.Steps.Skip(1)))
        {
            Assert.Equal(before.After.Hidden, after.Before.Hidden);
            Assert.Equal(before.After.Memory, after.Before.Memory);
            Assert.Equal(before.Write, after.Read);
            if (model.Options.Attention.Feeds)
            {
                Assert.Equal(before.Readout, after.Before.Fed);
            }
        }

        Assert.All(trace.Steps, step =>
        {
            Assert.Equal(step.Best.OrderByDescending(best => best.LogProbability), step.Best);
            Assert.Equal(step.LogProbability, step.Best.Single(best => best.Token == step.Write).LogProbability);
            Assert.Equal(1, step.Best.Sum(best => Math.Exp(best.LogProbability)), 1e-5);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OwnWeightsGivenByHand_ChangesNothing(string name)
    {
        Seq2SeqModel model = TinySearches.Trained(name, updates: 20);
        EncodedPair pair = TinySearches.Pairs[0];
        StepTrace own = Trace(model, pair);
        WeightChange[] same = [.. own.Steps.Index().Where(step => step.Item.Attended is not null).Select(step => new WeightChange(step.Index, step.Item.Attended!.Weights))];

        StepTrace given = Trace(model, pair, same);

        Assert.Equal(own.Steps.Select(step => step.LogProbability), given.Steps.Select(step => step.LogProbability));
        Assert.All(given.Steps, step => Assert.Equal(model.Options.Attends, step.IsEdited));
    }

    [Fact]
    public void Run_WeightsGivenByHand_ChangeTheStepAndWhatFollows()
    {
        Seq2SeqModel model = TinySearches.Trained("Gru Additive before", updates: 20);
        EncodedPair pair = TinySearches.Pairs[0];
        float[] first = [1, .. new float[pair.Source.Length - 1]];

        StepTrace own = Trace(model, pair);
        StepTrace changed = Trace(model, pair, [new WeightChange(2, first)]);

        Assert.Equal(own.Steps.Take(2).Select(step => step.LogProbability), changed.Steps.Take(2).Select(step => step.LogProbability));
        Assert.Equal(first, changed.Steps[2].Attended!.Weights);
        Assert.Equal(changed.States[0], changed.Steps[2].Context);
        Assert.Equal(own.Steps[2].Attended!.Scores, changed.Steps[2].Attended!.Scores);
        Assert.NotEqual(own.Steps[2].LogProbability, changed.Steps[2].LogProbability);
        Assert.NotEqual(own.Steps[3].LogProbability, changed.Steps[3].LogProbability);
    }

    [Fact]
    public void Run_Window_TellsItsMiddle()
    {
        foreach (string name in TinyModels.Names.Where(name => TinyModels.Options(name).Attention.Window != Dragoman.Attention.WindowKind.Global))
        {
            EncodedPair pair = TinySearches.Pairs[0];
            StepTrace trace = Trace(TinySearches.Trained(name, updates: 20), pair);
            Assert.All(trace.Steps, step => Assert.InRange(step.Attended!.Center!.Value, -1f, pair.Source.Length - 1));
        }
    }

    private static StepTrace Trace(Seq2SeqModel model, EncodedPair pair, params WeightChange[] changes) => StepTrace.Run(
        model, new Tape(), TinyModels.Sources([pair]), pair.Target, new ExplanationRequest { Weights = changes, Candidates = 1000 }, shortlist: null, Cancellation);

    private static Hypothesis Force(Seq2SeqModel model, EncodedPair pair)
    {
        (SourceBatch source, TargetBatch target) = TinyModels.Batch([pair]);
        return ForcedDecoding.Run(model, new Tape(), source, target, cancellationToken: Cancellation)[0];
    }
}
