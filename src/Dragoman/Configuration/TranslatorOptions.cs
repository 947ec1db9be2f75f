using System.Text.Json.Serialization;
using Dragoman.Constraints;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Options;

namespace Dragoman.Configuration;

/// <summary>Everything that can be chosen about a translator: written to <c>config.json</c> of its folder. New ones are those of the preset <c>default</c>.</summary>
public sealed record TranslatorOptions
{
    /// <summary>How a corpus becomes batches of ids.</summary>
    [JsonRequired]
    public DataOptions Data { get; init; } = new();

    /// <summary>The shape of the model.</summary>
    [JsonRequired]
    public ModelOptions Model { get; init; } = new();

    /// <summary>How it is trained.</summary>
    [JsonRequired]
    public TrainingOptions Training { get; init; } = new();

    /// <summary>How translations are searched for, unless the caller says otherwise.</summary>
    [JsonRequired]
    public SearchOptions Decoding { get; init; } = new();

    /// <summary>Checks all options.</summary>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate() =>
        Data.Validate("data")
        .Concat(Model.Validate("model"))
        .Concat(Training.Validate("training"))
        .Concat(Decoding.Validate("decoding"))
        .Concat(TargetConstraints.Problems(Decoding.Constraint, Data.Source, Data.Target))
        .Concat(Contradictions());

    /// <summary>The options that change nothing beside the others, such as the units of a score that is not used; a recipe may hold such values.</summary>
    /// <remarks>
    /// How translations are searched for may be changed when translating, so an option of decoding that is idle here may come to count there.
    /// </remarks>
    public IEnumerable<IdleOption> Idle() =>
    [
        .. Data.Idle("data"),
        .. Model.Idle("model"),
        .. Training.Idle("training"),
        .. Decoding.Idle("decoding"),
        .. Model.Attends ? [] : new[] { new IdleOption("decoding.coveragePenalty", "model.attention.score is none") },
    ];

    /// <summary>These options with others about the data.</summary>
    /// <param name="change">Makes them of those that are there, such as <c>data => data with { ValidationShare = 0 }</c>.</param>
    public TranslatorOptions WithData(Func<DataOptions, DataOptions> change) => this with { Data = change(Data) };

    /// <summary>These options with another shape of the model.</summary>
    /// <param name="change">Makes it of the one that is there, such as <c>model => model with { EmbedSize = 128 }</c>.</param>
    public TranslatorOptions WithModel(Func<ModelOptions, ModelOptions> change) => this with { Model = change(Model) };

    /// <summary>These options with another way to train.</summary>
    /// <param name="change">Makes it of the one that is there, such as <c>training => training with { MaximumEpochs = 3 }</c>.</param>
    public TranslatorOptions WithTraining(Func<TrainingOptions, TrainingOptions> change) => this with { Training = change(Training) };

    /// <summary>These options with another way to search.</summary>
    /// <param name="change">Makes it of the one that is there, such as <c>search => search with { Beam = 10 }</c>.</param>
    public TranslatorOptions WithDecoding(Func<SearchOptions, SearchOptions> change) => this with { Decoding = change(Decoding) };

    private IEnumerable<string> Contradictions()
    {
        if (Training.GuidedAlignment > 0f && !Model.Attends)
        {
            yield return "training.guidedAlignment is on, but model.attention.score is none: there are no weights to guide. Choose a score, or set training.guidedAlignment to 0.";
        }

        if (Training.CoverageLoss > 0f && !Model.Attention.Covers)
        {
            yield return "training.coverageLoss is on, but model.attention.coverage is false: nothing counts what was attended to. Set it to true, or training.coverageLoss to 0.";
        }

        if (Training.GuidedAlignment > 0f && (Data.Source.CutsAtRandom || Data.Target.CutsAtRandom))
        {
            yield return "training.guidedAlignment is on, and bytePair.dropout, too, which cuts other tokens in each epoch than those that the alignments link. Set one of them to 0.";
        }

        if (Model.Tying == WeightTying.All && !Data.Vocabulary.Shared)
        {
            yield return "model.tying is all, which needs one vocabulary for both sides. Set data.vocabulary.shared to true, or model.tying to target.";
        }
    }
}
